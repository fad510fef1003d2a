"""The label of a product: its data with the list of what is missing, and the label to print."""

"""The promo kit of a product: pictures, papers and words in the shop's colours, made by a task."""

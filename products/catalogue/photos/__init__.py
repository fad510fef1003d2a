"""Pictures of products: added, rendered, put in order, taken away."""

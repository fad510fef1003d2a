"""Pages on a product's photos: all of them, and one of them."""

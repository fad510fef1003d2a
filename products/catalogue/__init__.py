"""Categories, products, variants, photos, search."""

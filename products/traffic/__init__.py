"""How often a product's page is opened and the product put into a cart, by day; nobody is followed."""

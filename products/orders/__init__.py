"""Cart, purchase and order."""

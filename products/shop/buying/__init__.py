"""Cart, checkout and the order page."""

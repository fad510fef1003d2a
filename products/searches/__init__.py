"""Searches a shopper keeps, and the weekly message of what is new in them."""

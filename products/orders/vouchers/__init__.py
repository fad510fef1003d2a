"""Vouchers: make, stop, quote, take, give back."""

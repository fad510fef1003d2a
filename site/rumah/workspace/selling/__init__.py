"""Toko saya: a seller's orders, from new to handed over."""

"""Products in Toko saya: the list, one product, many at once, and files in and out."""

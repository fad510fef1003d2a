"""The owner's face: Toko saya."""

"""Couriers' own systems: what they would charge, booking a parcel, and where it is. Never the money of an order."""

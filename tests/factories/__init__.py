"""Rows for tests, made through the ORM with the constraints on."""

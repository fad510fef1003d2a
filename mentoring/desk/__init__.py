"""The mentor's day."""

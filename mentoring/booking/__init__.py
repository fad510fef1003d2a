"""The owner's booking pages."""

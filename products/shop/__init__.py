"""The shopper's face."""

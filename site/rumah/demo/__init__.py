"""A house full of invented people and goods, at any size."""

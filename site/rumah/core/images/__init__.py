"""Pictures from people: taken in safely, rendered for pages, kept in storage under random names."""

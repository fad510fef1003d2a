"""What strangers and machines find the house by: maps of its pages, feeds, and the pictures links are shown with."""

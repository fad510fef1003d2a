"""What is on hand, what is held: reserve, release, commit."""

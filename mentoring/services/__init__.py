"""What can be booked, who gives it, and where."""

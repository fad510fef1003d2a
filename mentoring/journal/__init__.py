"""What becomes of a session: its start and end, notes, hours, action items, the next step, how it was found."""

"""Free help, from a need to a booked session."""

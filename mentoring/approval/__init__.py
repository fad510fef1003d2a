"""The face of results: mentors hand in, owners compare and decide."""

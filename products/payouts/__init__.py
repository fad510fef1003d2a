"""What sellers have earned, and how it reaches their bank."""

"""Staff screens of the register."""

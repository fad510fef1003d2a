"""What a session leads to: work handed in, approved, put live, measured, affirmed."""

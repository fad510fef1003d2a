"""The face for programs: /api/v1."""

"""People: sign-up, sign-in, roles, keys for programs."""

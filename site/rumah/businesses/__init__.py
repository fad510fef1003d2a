"""The MSME: profile, members, permits, verification."""

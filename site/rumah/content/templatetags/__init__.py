"""Tags of editorial pages."""

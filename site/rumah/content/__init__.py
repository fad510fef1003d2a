"""Editorial pages: home and guides."""

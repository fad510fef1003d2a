"""Drawing the pieces of a kit: each is laid out once and drawn on paper (PDF) or as a picture alike."""

"""Looking around: catalogue, product page, directory and profiles of businesses."""

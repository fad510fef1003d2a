"""One register of businesses: what is known of them, checked."""

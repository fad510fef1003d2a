"""After the purchase: receipt, reviews of what was received, and complaints about it."""

"""The books in double entry: what came in, whom it is owed to, what went out."""

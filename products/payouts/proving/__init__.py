"""The proof that no rupiah is lost: rows against the books, and both against themselves."""

"""Complaints about one line: from the buyer's wish to what was agreed or decided."""

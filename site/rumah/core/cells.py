"""Cells of files that a spreadsheet will open: one that begins like a formula would be run."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
QUOTE = "'"


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it."""
    return f"{QUOTE}{cell}" if cell.startswith(FORMULA) else cell


def as_typed(cell: str) -> str:
    """Take the quote away that `harmless` put before `+62…` and `@nama`."""
    return cell[1:] if cell.startswith(QUOTE) and cell[1:].startswith(FORMULA) else cell

"""Cells of files that a spreadsheet will open: one that begins like a formula would be run."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
QUOTE = "'"


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it; one that begins with a quote already gets another."""
    return f"{QUOTE}{cell}" if _is_formula(cell.lstrip(QUOTE)) else cell


def as_typed(cell: str) -> str:
    """Take the quote away that `harmless` put before `+62…` and `@nama`."""
    return cell[1:] if cell.startswith(QUOTE) and _is_formula(cell.lstrip(QUOTE)) else cell


def _is_formula(cell: str) -> bool:
    return cell.startswith(FORMULA)

"""From cells to fields: one row at a time, every flaw of it at once."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from products.intake.columns import Column
from rumah.core.errors import DomainError

# Keys under which rows of one product find each other; needed on every row.
KEYS = frozenset({"business", "code"})


@dataclass(slots=True)
class Row:
    """What a row says. A field is None where the cell is empty and absent where the file has no such column."""

    fields: dict[str, Any] = field(default_factory=dict)
    flaws: list[tuple[str, str]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def flaw(self, heading: str, message: str) -> None:
        """Note a flaw under the heading as the file spells it."""
        self.flaws.append((heading, message))


def read_row(cells: list[str], columns: dict[int, Column], headings: tuple[str, ...], *, grouped: bool) -> Row:
    """Parse every cell. With `grouped`, shared fields may be empty: the product's first row has them."""
    row = Row()
    for position, column in columns.items():
        text = cells[position].strip() if position < len(cells) else ""
        if not text:
            row.fields[column.key] = None
            if column.required and not (grouped and column.shared and column.key not in KEYS):
                row.broken.append(column.key)
                row.flaw(headings[position], _("Kolom ini wajib diisi."))
            continue
        try:
            row.fields[column.key] = column.parse(text)
        except DomainError as error:
            row.broken.append(column.key)
            row.flaw(headings[position], str(error))
    if any(cell.strip() for cell in cells[len(headings) :]):
        row.flaw("", _("Baris ini berisi lebih banyak sel daripada judul kolom. Periksa tanda pemisahnya."))
    return row

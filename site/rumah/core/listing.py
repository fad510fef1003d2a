"""Lists of the staff's house: a page costs the same however long the table, and a file of it harms no spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.paginator import WagtailPaginator

from rumah.core import clock
from rumah.core.cells import harmless
from rumah.core.staff_words import WordedList

# Beyond this a list is narrowed by its filters and its search; nobody leafs through 500 pages.
COUNTED = 10_000
EXPORTED = 20_000
CHUNK = 1_000


class CappedPaginator(WagtailPaginator):
    """Counts at most `COUNTED` rows, so neither the count nor the last page grows with the table."""

    @cached_property
    def count(self) -> int:
        """Return how many rows can be leafed through."""
        rows = self.object_list
        if not hasattr(rows, "query"):
            return min(len(rows), COUNTED)
        return int(rows.order_by()[:COUNTED].count())


class Bounded:
    """What every list of ours adds to Wagtail's: capped paging; exports of at most `EXPORTED` rows, in Jakarta time.

    Cells that a spreadsheet would run are quoted; a CSV goes out row by row and begins with the mark by which
    spreadsheets know UTF-8.
    """

    paginator_class = CappedPaginator

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Write a file straight from the query: Wagtail would read the whole table for a page that nobody sees."""
        if self.is_export and self.show_export_buttons:  # type: ignore[attr-defined]
            return self.as_spreadsheet(self.get_queryset(), request.GET["export"])  # type: ignore[attr-defined]
        return super().get(request, *args, **kwargs)  # type: ignore[misc]

    def to_row_dict(self, item: Any) -> Any:
        """Return the row with harmless words, choices by their label, and times on the house's wall."""
        row = super().to_row_dict(item)  # type: ignore[misc]
        for name, value in row.items():
            shown = getattr(item, f"get_{name}_display", None)
            words = shown() if callable(shown) else value
            if hasattr(words, "astimezone"):
                words = clock.local(words).replace(tzinfo=None)
            elif words is not None and not isinstance(words, bool | int) and not hasattr(words, "isoformat"):
                words = harmless(str(words))
            row[name] = words
        return row

    def get_heading(self, queryset: Any, field: str) -> str:
        """Name the column as the list names it."""
        labels = getattr(self, "labels", {})
        return str(labels[field]) if field in labels else str(super().get_heading(queryset, field))  # type: ignore[misc]

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """Write the file row by row."""
        yield b"\xef\xbb\xbf"
        yield from super().stream_csv(_bounded(queryset))  # type: ignore[misc]

    def write_xlsx(self, queryset: Any, output: Any) -> None:
        """Write the workbook, which openpyxl keeps on disk while it grows."""
        super().write_xlsx(_bounded(queryset), output)  # type: ignore[misc]

    def get_filename(self) -> str:
        """Name the file by its list and day."""
        return f"{super().get_filename()}-{clock.today():%Y-%m-%d}"  # type: ignore[misc]


class HouseList(Bounded, WordedList):
    """A bounded list in our words."""


class _Rows:
    """A queryset read in chunks with an end, whose model can still be asked."""

    def __init__(self, queryset: Any) -> None:
        self.model = queryset.model
        self._rows = queryset[:EXPORTED]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows.iterator(chunk_size=CHUNK))


def _bounded(queryset: Any) -> _Rows:
    return _Rows(queryset)

"""One thing that is not as it must be."""

from collections.abc import Iterator
from dataclasses import dataclass

from rumah.core.money import format_rupiah


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` names the rule, `text` says where it is broken, for whoever must mend it."""

    code: str
    text: str


def differs(code: str, what: str, *, rows: int, books: int) -> Iterator[Fault]:
    """Yield a fault when two figures that must be equal are not."""
    if rows != books:
        yield Fault(code, f"{what}: rows say {format_rupiah(rows)}, books say {format_rupiah(books)}")

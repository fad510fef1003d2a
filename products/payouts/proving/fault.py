"""One thing that is not as it must be."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Sum

from products.ledger.models import Posting
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


def each(code: str, account: str, rows: Counter[int], *, sign: int) -> Iterator[Fault]:
    """Compare an account that is kept for each business; `sign` -1 where rows count what is owed."""
    summed = Posting.objects.filter(account=account).order_by().values_list("business").annotate(sum=Sum("amount"))
    books = {business: sign * amount for business, amount in summed}
    for business in sorted(rows.keys() | books.keys(), key=lambda key: key or 0):
        yield from differs(code, f"business {business}", rows=rows[business], books=books.get(business, 0))

"""Write an event into the books, once, in the transaction of the event itself."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from products.ledger.accounts import is_account
from products.ledger.models import Journal, Posting
from rumah.core import clock
from rumah.core.errors import Conflict

Book = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """Rupiah on one account, of one business where the account is kept for each: debit positive, credit negative."""

    account: str
    amount: int
    business_id: int | None = None


def post(*, kind: str, reference: str, lines: Sequence[Entry], memo: str = "") -> bool:
    """Write the journal `kind` `reference` in the caller's transaction; return False when it is there already.

    Lines on the same book are added up and those of zero left out. The same journal with other lines raises Conflict:
    an event that happened cannot become another one. Lines that do not sum to zero, an account nobody has, or a call
    outside a transaction are mistakes of the program (ValueError, RuntimeError).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("post() belongs into the transaction of the event it writes down")
    books = _books((line.account, line.business_id, line.amount) for line in lines)
    _check(books)
    try:
        with transaction.atomic():
            journal = Journal.objects.create(kind=kind, reference=reference, at=clock.now(), memo=memo[:200])
    except IntegrityError:
        _same(kind, reference, books)
        return False
    Posting.objects.bulk_create(
        Posting(journal=journal, account=account, business_id=business, amount=amount)
        for (account, business), amount in sorted(books.items(), key=lambda row: (row[0][0], row[0][1] or 0))
    )
    return True


def _books(rows: Iterable[tuple[str, int | None, int]]) -> dict[Book, int]:
    total: Counter[Book] = Counter()
    for account, business, amount in rows:
        total[account, business] += amount
    return {book: amount for book, amount in total.items() if amount}


def _check(books: dict[Book, int]) -> None:
    total = sum(amount for amount in books.values())
    if not books or total:
        raise ValueError(f"a journal sums to zero and moves something: {books}")
    if unknown := sorted(account for account, _business in books if not is_account(account)):
        raise ValueError(f"no such account: {unknown}")


def _same(kind: str, reference: str, books: dict[Book, int]) -> None:
    there = Posting.objects.filter(journal__kind=kind, journal__reference=reference)
    if _books(there.values_list("account", "business_id", "amount")) != books:
        text = _("Jurnal %(kind)s %(reference)s sudah dicatat dengan isi lain.")
        raise Conflict(text % {"kind": kind, "reference": reference})

"""The books alone: every journal and all accounts together sum to zero."""

from collections.abc import Iterator

from django.db.models import Count, Q, Sum

from products.ledger.balances import balances
from products.ledger.models import Journal
from products.payouts.proving.fault import Fault
from rumah.core.money import format_rupiah


def journals() -> Iterator[Fault]:
    """Every journal has postings, and they sum to zero."""
    summed = Journal.objects.annotate(sum=Sum("postings__amount"), lines=Count("postings"))
    for row in summed.filter(Q(lines__lt=2) | ~Q(sum=0)).order_by("pk"):
        yield Fault("journal", f"{row} has {row.lines} lines that sum to {format_rupiah(row.sum or 0)}")


def accounts() -> Iterator[Fault]:
    """All accounts together are zero."""
    if total := sum(balances().values()):
        yield Fault("books", f"all accounts together are {format_rupiah(total)}")

"""What a payment that its provider takes back writes into the ledger. Called under the locks of the event.

The money leaves the provider and stands on `withdrawn` until a person has dealt with it; what is still missing then is
a loss. Refunds of such a payment are not sent: the buyer has the money already, so they are set against it.
"""

from uuid import UUID

from django.db.models import Sum

from products.ledger import accounts
from products.ledger.models import Journal
from products.ledger.post import Entry, post
from products.payments.book import lies_at
from products.payments.models import Attempt
from products.payments.refund_models import Refund


def withdrawn(attempt: Attempt) -> None:
    """Book that the provider took `attempt.withdrawn` rupiah back."""
    if attempt.withdrawn:
        lines = [Entry(lies_at(attempt.provider), -attempt.withdrawn), Entry(accounts.WITHDRAWN, attempt.withdrawn)]
        _again("withdrawn", str(attempt.pk), lines)


def returned(attempt: Attempt) -> None:
    """Book that it is back at the provider; refunds that it had stood for are owed to the buyer again."""
    if attempt.withdrawn:
        covered = covered_by(attempt)
        lines = [
            Entry(lies_at(attempt.provider), attempt.withdrawn),
            Entry(_stands_on(attempt), covered - attempt.withdrawn),
            Entry(accounts.REFUND_DUE, -covered),
        ]
        _again("returned", str(attempt.pk), lines)


def covered(refund: Refund, attempt: Attempt) -> None:
    """Book that a refund needs no sending, because the buyer has the money from the provider."""
    lines = [Entry(accounts.REFUND_DUE, refund.amount), Entry(_stands_on(attempt), -refund.amount)]
    _again("refund_covered", str(refund.pk), lines)


def lost(attempt: Attempt) -> None:
    """Book what a person could not get back as a loss of the house. `attended_at` is not set yet."""
    if rest := attempt.withdrawn - covered_by(attempt):
        _again("lost", str(attempt.pk), [Entry(accounts.WITHDRAWN, -rest), Entry(accounts.LOSSES, rest)])


def is_booked(attempt_id: UUID) -> bool:
    """Whether the withdrawal of this payment is in the books."""
    return Journal.objects.filter(kind="withdrawn", reference__startswith=f"{attempt_id}:").exists()


def covered_by(attempt: Attempt) -> int:
    """Return the rupiah of refunds that the withdrawal of this payment stands for."""
    rows = Refund.objects.filter(attempt=attempt, by_withdrawal=True)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def _stands_on(attempt: Attempt) -> str:
    return accounts.LOSSES if attempt.attended_at else accounts.WITHDRAWN


def _again(kind: str, name: str, lines: list[Entry]) -> None:
    # It may happen more than once to the same payment; the lock on its row keeps the count.
    times = Journal.objects.filter(kind=kind, reference__startswith=f"{name}:").count()
    post(kind=kind, reference=f"{name}:{times + 1}", lines=lines)

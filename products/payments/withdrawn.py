"""Money that was there and is gone: a bank took it back after the provider had called it settled."""

from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from products.orders.models import Purchase
from products.payments import book_withdrawn
from products.payments.models import Attempt, Refund
from products.payments.providers import provider
from products.payments.refund_send import cover, move
from products.payments.refund_states import RefundState
from products.payments.states import AttemptState
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked, locked_one

log = structlog.get_logger(__name__)


def look_again(*, attempt_id: UUID) -> Attempt:
    """Ask the provider whether settled money is still there; note and book it when it is not, and when it is back.

    What becomes of the goods is for a person to say; refunds that wait to be sent are set against it, because the
    buyer has the money. Raises Unavailable when the provider does not answer.
    """
    attempt = Attempt.objects.get(pk=attempt_id)
    if attempt.state != AttemptState.SETTLED:
        return attempt
    is_there = provider(attempt.provider).fetch(attempt).status in {"paid", "open"}
    with transaction.atomic():
        return note(attempt_id=attempt_id, is_there=is_there)


def note(*, attempt_id: UUID, is_there: bool) -> Attempt:
    """Write down, in the caller's transaction, whether settled money is there. The same news twice is once."""
    locked_one(Purchase.objects.filter(attempts=attempt_id))
    mine = locked_one(Attempt.objects.filter(pk=attempt_id))
    mine.checked_at = clock.now()
    mine.save(update_fields=["checked_at"])
    if mine.state != AttemptState.SETTLED or is_there == (mine.withdrawn_at is None):
        return mine
    if is_there:
        _comes_back(mine)
    else:
        _goes(mine)
    audit.record("payments.withdrawn", mine, is_there=is_there, amount=mine.withdrawn or mine.received)
    return mine


def attend(*, attempt: Attempt, note: str, actor: Any) -> Attempt:
    """Note what a person did about money that is gone, or that nobody can read, and take it off the list.

    What of withdrawn money was not set against a refund is booked as a loss of the house. Raises DomainError (field
    `note`), and Conflict when it is not on the list.
    """
    note = note.strip()[:300]
    if not note:
        raise DomainError(Problem(_("Tulis apa yang sudah dilakukan."), "note"))
    with transaction.atomic():
        mine = locked_one(Attempt.objects.filter(pk=attempt.pk))
        unread = mine.state == AttemptState.SUSPENSE and mine.received is None
        if mine.attended_at is not None or not (mine.withdrawn_at or unread):
            raise Conflict(_("Pembayaran ini tidak menunggu penanganan."))
        book_withdrawn.lost(mine)
        mine.attended_at, mine.last_error = clock.now(), note
        mine.save(update_fields=["attended_at", "last_error"])
        audit.record("payments.attended", mine, actor=actor, note=note)
        return mine


def _goes(mine: Attempt) -> None:
    # What the provider had given back already it cannot take back as well.
    sent = mine.refunds.filter(state=RefundState.DONE, proof="", by_withdrawal=False)
    mine.withdrawn = (mine.received or 0) - (sent.aggregate(sum=Sum("amount"))["sum"] or 0)
    mine.withdrawn_at, mine.attended_at = clock.now(), None
    mine.save(update_fields=["withdrawn", "withdrawn_at", "attended_at"])
    book_withdrawn.withdrawn(mine)
    waiting = Refund.objects.filter(attempt=mine, state__in=[RefundState.DUE, RefundState.MANUAL])
    for row in locked(waiting.select_related("purchase")):
        cover(row, mine)
    log.error("payment_withdrawn", attempt=str(mine.pk))


def _comes_back(mine: Attempt) -> None:
    book_withdrawn.returned(mine)
    for row in locked(Refund.objects.filter(attempt=mine, by_withdrawal=True)):
        row.by_withdrawal, row.closed_at, row.tried_at = False, None, None
        move(row, RefundState.DUE)
    mine.withdrawn, mine.withdrawn_at, mine.attended_at = 0, None, None
    mine.save(update_fields=["withdrawn", "withdrawn_at", "attended_at"])

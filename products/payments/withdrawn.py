"""Money that was there and is gone: a bank took it back after the provider had called it paid."""

from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Sum
from django.utils import translation
from django.utils.translation import gettext as _

from products.orders.models import Purchase
from products.payments import book_withdrawn
from products.payments.models import Attempt, Refund
from products.payments.providers import provider
from products.payments.refund import refund
from products.payments.refund_send import cover, move
from products.payments.refund_states import RefundState
from products.payments.states import MONEY, AttemptState
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked, locked_one

log = structlog.get_logger(__name__)


def look_again(*, attempt_id: UUID) -> Attempt:
    """Ask the provider whether money that came is still there; note and book it when it is not, and when it is back.

    What becomes of the goods is for a person to say; refunds that wait to be sent are set against it, because the
    buyer has the money. A second payment and one under review were for no goods: with the money nothing is left to
    say. Raises Unavailable when the provider does not answer.
    """
    attempt = Attempt.objects.get(pk=attempt_id)
    if not _can_go(attempt):
        return attempt
    is_there = provider(attempt.provider).fetch(attempt).status in {"paid", "open"}
    with transaction.atomic():
        return note(attempt_id=attempt_id, is_there=is_there)


def note(*, attempt_id: UUID, is_there: bool) -> Attempt:
    """Write down, in the caller's transaction, whether money that came is there. The same news twice is once."""
    purchase = locked_one(Purchase.objects.filter(attempts=attempt_id))
    mine = locked_one(Attempt.objects.filter(pk=attempt_id))
    mine.checked_at = clock.now()
    mine.save(update_fields=["checked_at"])
    if not _can_go(mine) or is_there == (mine.withdrawn_at is None):
        return mine
    if is_there:
        _comes_back(mine)
    else:
        _goes(mine, purchase)
    audit.record("payments.withdrawn", mine, is_there=is_there, amount=mine.withdrawn or mine.received)
    return mine


def withdrawn_before(mine: Attempt) -> None:
    """Book, for a locked payment that was withdrawn before there were books, that it went and who has dealt with it."""
    went, attended = mine.withdrawn_at, mine.attended_at
    _goes(mine, mine.purchase)
    if attended is not None:
        mine.attended_at = None
        book_withdrawn.lost(mine)
    # It was then, not now.
    mine.withdrawn_at, mine.attended_at = went, attended or mine.attended_at
    mine.save(update_fields=["withdrawn_at", "attended_at"])


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


def _can_go(attempt: Attempt) -> bool:
    # Of money in another currency nothing is booked: a person looks into it at the provider.
    return attempt.state in MONEY and bool(attempt.received)


def _goes(mine: Attempt, purchase: Purchase) -> None:
    # What the provider had given back already it cannot take back as well.
    sent = mine.refunds.filter(state=RefundState.DONE, proof="", by_withdrawal=False)
    mine.withdrawn = (mine.received or 0) - (sent.aggregate(sum=Sum("amount"))["sum"] or 0)
    mine.withdrawn_at, mine.attended_at = clock.now(), None
    mine.save(update_fields=["withdrawn", "withdrawn_at", "attended_at"])
    book_withdrawn.withdrawn(mine)
    if mine.state == AttemptState.SUSPENSE and mine.refunded < (mine.received or 0):
        _owe_what_was_reviewed(mine, purchase)
    waiting = Refund.objects.filter(attempt=mine, state__in=[RefundState.DUE, RefundState.MANUAL])
    for row in locked(waiting.select_related("purchase")):
        cover(row, mine)
    if mine.state != AttemptState.SETTLED and book_withdrawn.covered_by(mine) == mine.withdrawn:
        # It was for nothing, and nothing of it is missing: no person need look.
        mine.attended_at = mine.withdrawn_at
        mine.save(update_fields=["attended_at"])
    log.error("payment_withdrawn", attempt=str(mine.pk))


def _owe_what_was_reviewed(mine: Attempt, purchase: Purchase) -> None:
    """Make the refund that a person would have made, so that the withdrawal stands for it at once."""
    with translation.override(purchase.language):
        reason = _("pembayaran ini ditarik kembali oleh bank")
    left = (mine.received or 0) - mine.refunded
    refund(purchase=purchase, order=None, amount=left, reason=reason, key=f"suspense:{mine.pk}", attempt=mine)
    mine.refresh_from_db(fields=["refunded"])


def _comes_back(mine: Attempt) -> None:
    book_withdrawn.returned(mine)
    for row in locked(Refund.objects.filter(attempt=mine, by_withdrawal=True)):
        row.by_withdrawal, row.closed_at, row.tried_at, row.requested_at = False, None, None, clock.now()
        move(row, RefundState.DUE)
    mine.withdrawn, mine.withdrawn_at, mine.attended_at = 0, None, None
    mine.save(update_fields=["withdrawn", "withdrawn_at", "attended_at"])

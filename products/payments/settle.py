"""The one door through which money comes in: return page, webhook and poller all call `settle`, at once if need be."""

from uuid import UUID

import structlog
from django.db import transaction

from products.orders.models import Purchase
from products.orders.paid import paid
from products.orders.states import PaymentState
from products.payments.models import Attempt
from products.payments.providers import provider
from products.payments.providers.base import Fetched
from products.payments.states import ALLOWED, LIVE, AttemptState
from products.payments.taken_in import taken_in
from rumah.core import audit, clock
from rumah.core.errors import Unavailable
from rumah.core.locking import locked_one

log = structlog.get_logger(__name__)


def settle(*, attempt_id: UUID) -> Attempt:
    """Ask the provider how the attempt stands and make it so here; any number of times, from anywhere.

    The provider is asked outside the lock; then purchase and attempt are locked, in this order, and compared. What
    the purchase becomes is `orders.paid`'s to say, in the same transaction. Raises Unavailable when the provider
    does not answer or does not know the attempt: nothing is changed then.
    """
    attempt = Attempt.objects.get(pk=attempt_id)
    if not attempt.reference or not ALLOWED[attempt.state]:
        return attempt
    fetched = provider(attempt.provider).fetch(attempt)
    with transaction.atomic():
        return _apply(attempt_id, fetched)


def settle_purchase(*, purchase: Purchase) -> None:
    """Settle the live attempt of a purchase for someone who is looking at it; a silent provider is no error here."""
    for attempt_id in Attempt.objects.filter(purchase=purchase, state__in=LIVE).values_list("pk", flat=True):
        try:
            settle(attempt_id=attempt_id)
        except Unavailable:
            log.warning("settle_unavailable", attempt=str(attempt_id))


def close_attempt(attempt: Attempt, to: str, error: str = "") -> None:
    """Move a locked attempt to a state without money; does nothing when the table does not allow it."""
    if to in ALLOWED[attempt.state]:
        _move(attempt, to, error)


def _apply(attempt_id: UUID, fetched: Fetched) -> Attempt:
    purchase = locked_one(Purchase.objects.filter(attempts=attempt_id))
    attempt = locked_one(Attempt.objects.filter(pk=attempt_id))
    attempt.checked_at = clock.now()
    match fetched.status:
        case "paid":
            _take(attempt, purchase, fetched)
        case "expired":
            close_attempt(attempt, AttemptState.EXPIRED)
        case "failed":
            close_attempt(attempt, AttemptState.FAILED, "failed at the provider")
    attempt.save(update_fields=["checked_at"])
    return attempt


def _take(attempt: Attempt, purchase: Purchase, fetched: Fetched) -> None:
    to = _where(attempt, purchase, fetched)
    if to not in ALLOWED[attempt.state]:
        return
    attempt.received, attempt.payment_reference = fetched.amount, fetched.payment_reference
    if to != AttemptState.SETTLED:
        _move(attempt, to, f"received {fetched.said}")
        taken_in(attempt, purchase)
        if to == AttemptState.SUSPENSE:
            log.error("payment_needs_a_person", attempt=str(attempt.pk), state=to)
        return
    _move(attempt, to)
    paid(purchase=purchase, at=clock.now())
    taken_in(attempt, purchase)


def _where(attempt: Attempt, purchase: Purchase, fetched: Fetched) -> AttemptState:
    if fetched.amount != attempt.amount or attempt.amount != purchase.total:
        return AttemptState.SUSPENSE
    # Also a purchase that is paid without an attempt of ours: money twice is money to give back.
    others = Attempt.objects.filter(purchase=purchase, state=AttemptState.SETTLED).exclude(pk=attempt.pk)
    if others.exists() or purchase.payment_state in {PaymentState.PAID, PaymentState.REFUND_DUE}:
        return AttemptState.SURPLUS
    return AttemptState.SETTLED


def _move(attempt: Attempt, to: str, error: str = "") -> None:
    before, attempt.state = attempt.state, to
    attempt.closed_at, attempt.last_error = clock.now(), error[:300]
    attempt.save(update_fields=["state", "closed_at", "last_error", "received", "payment_reference"])
    audit.record(
        "payments.attempt", attempt, before=before, after=to, received=attempt.received, purchase=attempt.purchase_id
    )

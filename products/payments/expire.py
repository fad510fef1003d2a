"""The end of the time to pay: the provider is asked before anything is given up."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from products.orders import expire as orders
from products.orders.models import Purchase
from products.payments.models import Attempt
from products.payments.providers import provider
from products.payments.settle import close_attempt, settle
from products.payments.states import LIVE, AttemptState
from rumah.core import clock
from rumah.core.errors import Unavailable
from rumah.core.locking import locked_one

# How long a silent provider may keep a purchase from expiring. A payment found later revives it or goes back.
GRACE = timedelta(minutes=15)


def expire_purchase(*, purchase: Purchase, ask: bool = True) -> bool:
    """End a purchase past its deadline: close its attempts at the provider, take what was paid, else expire it.

    Returns whether it expired. While the provider is silent nothing is decided, until GRACE is over; raises
    Unavailable so that the caller can spare the others the wait (`ask=False` then skips the question for those past
    GRACE).
    """
    patient = clock.now() < purchase.expires_at + GRACE
    if not ask:
        return False if patient else orders.expire(purchase_id=purchase.pk)
    try:
        for attempt in Attempt.objects.filter(purchase=purchase, state__in=LIVE):
            close(attempt)
    except Unavailable:
        # Silent, or it does not know the payment any more: neither may hold the stock for ever.
        if not patient:
            orders.expire(purchase_id=purchase.pk)
        raise
    return orders.expire(purchase_id=purchase.pk)


def close(attempt: Attempt) -> Attempt:
    """Close a live attempt at its provider so that nobody can pay it, and settle what had been paid before.

    Raises Down; the attempt stays live then and the poller comes back to it.
    """
    if not attempt.reference:
        return _give_up(attempt.pk)
    provider(attempt.provider).cancel(attempt)
    return settle(attempt_id=attempt.pk)


def _give_up(attempt_id: UUID) -> Attempt:
    # Without an answer nobody has the address, so nobody can have paid.
    with transaction.atomic():
        mine = locked_one(Attempt.objects.filter(pk=attempt_id))
        if not mine.reference:
            close_attempt(mine, AttemptState.FAILED, "no answer")
        return mine

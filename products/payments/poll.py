"""Ask after what nobody told us: messages get lost, and people close the window."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from django.db.models import F, Q, QuerySet

from products.orders.models import Purchase
from products.orders.states import PaymentState
from products.payments.expire import close, expire_purchase
from products.payments.models import Attempt
from products.payments.providers.base import Down
from products.payments.settle import settle
from products.payments.start import RESUME
from products.payments.states import LIVE
from rumah.core import clock

log = structlog.get_logger(__name__)
T = TypeVar("T")
# (older than, pause between two questions): eager while the buyer is likely at the page, patient afterwards.
PAUSES = (
    (timedelta(minutes=1), timedelta(minutes=1)),
    (timedelta(minutes=10), timedelta(minutes=3)),
    (timedelta(minutes=30), timedelta(minutes=10)),
    (timedelta(hours=3), timedelta(hours=1)),
)
BATCH = 50


def poll_live() -> int:
    """Settle the live attempts whose pause is over and return how many were asked about.

    An attempt beside a purchase that no longer waits is closed, so that it is not paid as well. A provider that
    does not answer ends the turn: the others would only wait for it too.
    """
    return _each(due_attempts(clock.now())[:BATCH], _ask)


def expire_overdue() -> int:
    """End the purchases past their deadline and return how many were dealt with.

    Once a provider was silent the rest of this turn goes without it.
    """
    now = clock.now()
    overdue = Purchase.objects.filter(payment_state=PaymentState.AWAITING, expires_at__lte=now)
    silent, count = False, 0
    for purchase in overdue.order_by("expires_at")[:BATCH]:
        try:
            count += expire_purchase(purchase=purchase, ask=not silent)
        except Down:
            silent = True
        except Exception:  # one purchase with something wrong about it must not stop the others
            log.exception("expire_failed", purchase=purchase.number)
    return count


def due_attempts(now: datetime) -> QuerySet[Attempt]:
    """Return the live attempts whose pause is over, longest unasked first."""
    due = Q()
    older = [age for age, _pause in PAUSES[1:]]
    for (age, pause), until in zip(PAUSES, [*older, None], strict=True):
        band = Q(created_at__lte=now - age) & (Q(checked_at=None) | Q(checked_at__lte=now - pause))
        due |= band & Q(created_at__gt=now - until) if until else band
    return (
        Attempt.objects.filter(due, state__in=LIVE)
        .select_related("purchase")
        .order_by(F("checked_at").asc(nulls_first=True))
    )


def _ask(attempt: Attempt) -> None:
    # Moved forward before asking: two workers never ask twice, and a silent provider is not asked again at once.
    seen = Attempt.objects.filter(pk=attempt.pk, checked_at=attempt.checked_at)
    if not seen.update(checked_at=clock.now()):
        return
    unanswered = not attempt.reference and attempt.created_at < clock.now() - RESUME
    if unanswered or attempt.purchase.payment_state != PaymentState.AWAITING:
        close(attempt)
    else:
        settle(attempt_id=attempt.pk)


def _each(rows: Iterable[T], work: Callable[[T], object]) -> int:
    count = 0
    for row in rows:
        try:
            work(row)
        except Down:
            log.warning("provider_silent")
            break
        except Exception:  # one row with something wrong about it must not stop the others
            log.exception("poll_failed", row=str(row))
        count += 1
    return count

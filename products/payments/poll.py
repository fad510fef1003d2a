"""Ask after what nobody told us: messages get lost, and people close the window."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import structlog
from django.db.models import F, Q, QuerySet

from products.orders.models import Purchase
from products.orders.states import PaymentState
from products.payments.expire import close, expire_purchase
from products.payments.models import Attempt
from products.payments.providers import provider
from products.payments.providers.base import Down, Refused
from products.payments.settle import settle
from products.payments.start import RESUME
from products.payments.states import LIVE, MONEY, AttemptState
from products.payments.withdrawn import look_again
from rumah.core import clock

log = structlog.get_logger(__name__)
# (older than, pause between two questions): eager while the buyer is likely at the page, patient afterwards.
PAUSES = (
    (timedelta(minutes=1), timedelta(minutes=1)),
    (timedelta(minutes=10), timedelta(minutes=3)),
    (timedelta(minutes=30), timedelta(minutes=10)),
    (timedelta(hours=3), timedelta(hours=1)),
)
BATCH = 50
# A closed attempt is asked after again at these ages: late money sends no message when its message got lost, and
# what was settled may be denied.
AGES = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=2), timedelta(hours=24))
RECENT = timedelta(hours=72)


def poll_live() -> int:
    """Settle the live attempts whose pause is over and return how many were asked about.

    An attempt beside a purchase that no longer waits is closed, so that it is not paid as well. A provider that
    does not answer is left out for this turn: the others would only wait for it too.
    """
    return _each(due_attempts(clock.now())[:BATCH], _ask)


def poll_closed() -> int:
    """Ask once more after attempts that closed lately, whichever provider they are of; return how many."""
    return _each(due_closed(clock.now())[:BATCH], _ask_closed)


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


def due_closed(now: datetime) -> QuerySet[Attempt]:
    """Return the attempts that closed lately and reached an age since they were last asked after."""
    due = Q()
    for age in AGES:
        due |= Q(closed_at__lte=now - age) & (Q(checked_at=None) | Q(checked_at__lt=F("closed_at") + age))
    kept = Attempt.objects.filter(due, closed_at__gt=now - RECENT).exclude(reference="")
    return kept.select_related("purchase").order_by("closed_at")


def _ask_closed(attempt: Attempt) -> None:
    seen = Attempt.objects.filter(pk=attempt.pk, checked_at=attempt.checked_at)
    if not seen.update(checked_at=clock.now()):
        return
    if attempt.state in MONEY:
        look_again(attempt_id=attempt.pk)
        return
    if attempt.state == AttemptState.CANCELLED:
        # It may have been left while its provider was silent.
        provider(attempt.provider).cancel(attempt)
    settle(attempt_id=attempt.pk)


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


def _each(rows: Iterable[Attempt], work: Callable[[Attempt], object]) -> int:
    count, silent = 0, set[str]()
    for row in rows:
        if row.provider in silent:
            continue
        try:
            work(row)
        except Down:
            log.warning("provider_silent", provider=row.provider)
            silent.add(row.provider)
            continue
        except Refused as error:
            log.warning("provider_refuses", attempt=str(row.pk), why=str(error.__cause__ or error))
        except Exception:  # one row with something wrong about it must not stop the others
            log.exception("poll_failed", row=str(row))
        count += 1
    return count

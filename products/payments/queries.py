"""What people are told about a payment, and what waits for a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Q

from products.orders.models import Purchase
from products.orders.states import PaymentState
from products.payments.models import Attempt
from products.payments.states import LIVE, AttemptState

Code = Literal["awaiting", "paid", "expired", "failed", "review", "refund_due", "cancelled", "cod"]
MONEY_APART = (AttemptState.SURPLUS, AttemptState.SUSPENSE)


@dataclass(frozen=True, slots=True)
class PaymentStatus:
    """Where the money of a purchase is, told truthfully.

    `failed`: the last attempt failed and the purchase can still be paid. `review`: money came that does not fit, and
    the purchase is not paid. `url` is the live attempt's page at the provider, `deadline` until when it may be paid
    (both empty unless it can be). `to_return` is rupiah paid beyond what was owed, which goes back.
    """

    code: Code
    url: str = ""
    deadline: datetime | None = None
    to_return: int = 0


def payment_status(purchase: Purchase) -> PaymentStatus:
    """Return the status of a purchase, in one query."""
    attempts = list(Attempt.objects.filter(purchase=purchase).order_by("created_at", "pk"))
    surplus = sum(a.received or 0 for a in attempts if a.state == AttemptState.SURPLUS)
    match purchase.payment_state:
        case PaymentState.PAID:
            return PaymentStatus("paid", to_return=surplus)
        case PaymentState.REFUND_DUE:
            return PaymentStatus("refund_due", to_return=surplus + purchase.total)
    if any(a.state == AttemptState.SUSPENSE for a in attempts):
        return PaymentStatus("review")
    return _unpaid(purchase, attempts)


def _unpaid(purchase: Purchase, attempts: list[Attempt]) -> PaymentStatus:
    match purchase.payment_state:
        case PaymentState.EXPIRED:
            return PaymentStatus("expired")
        case PaymentState.CANCELLED:
            return PaymentStatus("cancelled")
        case PaymentState.COD:
            return PaymentStatus("cod")
    live = next((a for a in attempts if a.state in LIVE), None)
    if live is None and attempts and attempts[-1].state == AttemptState.FAILED:
        return PaymentStatus("failed", deadline=purchase.expires_at)
    return PaymentStatus("awaiting", live.url if live else "", purchase.expires_at)


@dataclass(frozen=True, slots=True)
class Attention:
    """Money that needs a person: `surplus` and `refund_due` go back, `suspense` must be looked into."""

    kind: Literal["surplus", "suspense", "refund_due"]
    attempt: Attempt
    since: datetime


def attention(limit: int = 200) -> list[Attention]:
    """Return what needs a person, longest waiting first, in one query; attempts come with their purchase."""
    apart = Q(state__in=MONEY_APART)
    owed = Q(state=AttemptState.SETTLED, purchase__payment_state=PaymentState.REFUND_DUE)
    rows = Attempt.objects.filter(apart | owed, closed_at__isnull=False).select_related("purchase")
    return [_attention(row) for row in rows.order_by("closed_at")[:limit]]


def _attention(attempt: Attempt) -> Attention:
    since = attempt.closed_at or attempt.created_at
    match attempt.state:
        case AttemptState.SURPLUS:
            return Attention("surplus", attempt, since)
        case AttemptState.SUSPENSE:
            return Attention("suspense", attempt, since)
    return Attention("refund_due", attempt, since)

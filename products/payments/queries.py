"""What people are told about a payment, and what waits for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import F, Q, Sum

from products.orders.models import Purchase
from products.orders.states import PaymentState
from products.payments.models import Attempt, Refund
from products.payments.refund_states import Origin, RefundState
from products.payments.states import LIVE, AttemptState

Code = Literal["awaiting", "paid", "expired", "failed", "review", "refund_due", "cancelled", "cod"]
Kind = Literal["surplus", "suspense", "refund_due", "refund", "withdrawn"]
_KINDS: dict[str, Kind] = {Origin.SURPLUS: "surplus", Origin.SUSPENSE: "suspense", Origin.REFUND_DUE: "refund_due"}


@dataclass(frozen=True, slots=True)
class PaymentStatus:
    """Where the money of a purchase is, told truthfully.

    `failed`: the last attempt failed and the purchase can still be paid. `review`: money came that does not fit, and
    the purchase is not paid. `url` is the live attempt's page at the provider, `deadline` until when it may be paid
    (both empty unless it can be); `live` is that attempt, with what the buyer needs to pay it. `to_return` is rupiah on
    their way back.
    """

    code: Code
    url: str = ""
    deadline: datetime | None = None
    to_return: int = 0
    live: Attempt | None = None


def payment_status(purchase: Purchase) -> PaymentStatus:
    """Return the status of a purchase, in one query."""
    back = Sum("refunds__amount", filter=~Q(refunds__state=RefundState.DONE), default=0)
    rows = Attempt.objects.filter(purchase=purchase).annotate(back=back).order_by("created_at", "pk")
    attempts = list(rows)
    to_return = sum(row.back for row in rows)
    match purchase.payment_state:
        case PaymentState.PAID:
            return PaymentStatus("paid", to_return=to_return)
        case PaymentState.REFUND_DUE:
            return PaymentStatus("refund_due", to_return=to_return)
    if any(a.state == AttemptState.SUSPENSE for a in attempts):
        return PaymentStatus("review")
    return _unpaid(purchase, attempts)


def _unpaid(purchase: Purchase, attempts: Sequence[Attempt]) -> PaymentStatus:
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
    return PaymentStatus("awaiting", live.url if live else "", purchase.expires_at, live=live)


@dataclass(frozen=True, slots=True)
class Attention:
    """Money that needs a person: `suspense` must be looked into; the others go back by hand, with their refund.

    `refund` takes back a sale; `surplus` and `refund_due` are money that was never for one; `withdrawn` was settled
    and then taken away by the provider. `attempt` is missing where the buyer paid in cash.
    """

    kind: Kind
    attempt: Attempt | None
    since: datetime
    refund: Refund | None = None


def attention(limit: int = 200) -> list[Attention]:
    """Return what needs a person, longest waiting first, in three queries; attempts come with their purchase.

    What the provider takes back by itself is not in it: the list is empty when all is well.
    """
    odd = Attempt.objects.filter(Q(received=None) | Q(refunded__lt=F("received")), state=AttemptState.SUSPENSE)
    looked = odd.filter(closed_at__isnull=False).select_related("purchase").order_by("closed_at")
    gone = Attempt.objects.filter(withdrawn_at__isnull=False, attended_at=None).select_related("purchase")
    manual = Refund.objects.filter(state=RefundState.MANUAL).select_related("attempt__purchase", "purchase", "order")
    rows = [Attention("suspense", row, row.closed_at or row.created_at) for row in looked[:limit]]
    rows += [
        Attention("withdrawn", row, row.withdrawn_at or row.created_at) for row in gone.order_by("withdrawn_at")[:limit]
    ]
    rows += [
        Attention(_KINDS.get(row.origin, "refund"), row.attempt, row.requested_at, row)
        for row in manual.order_by("requested_at")[:limit]
    ]
    return sorted(rows, key=lambda row: row.since)[:limit]

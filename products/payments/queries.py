"""What people are told about a payment, and what waits for a person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from products.orders.models import Purchase
from products.orders.states import PaymentState
from products.payments.models import Attempt, Refund, TransferProof, WebhookEvent
from products.payments.refund_states import Origin, RefundState
from products.payments.states import LIVE, AttemptState
from products.payments.stuck import stuck
from rumah.core.errors import Text

Code = Literal[
    "awaiting", "paid", "expired", "failed", "review", "refund_due", "refunded", "cancelled", "cod", "withdrawn",
]  # fmt: skip
Kind = Literal["surplus", "suspense", "refund_due", "refund", "withdrawn", "stuck"]
_CODES: dict[str, Code] = {
    PaymentState.PAID: "paid", PaymentState.EXPIRED: "expired", PaymentState.CANCELLED: "cancelled",
    PaymentState.COD: "cod",
}  # fmt: skip
TAKEN = (PaymentState.PAID, PaymentState.REFUND_DUE)
_KINDS: dict[str, Kind] = {Origin.SURPLUS: "surplus", Origin.SUSPENSE: "suspense", Origin.REFUND_DUE: "refund_due"}

_TITLES: dict[Kind, Text] = {
    "surplus": _("Pembayaran kedua, dikembalikan"),
    "suspense": _("Jumlah atau mata uang tidak cocok"),
    "refund_due": _("Pembayaran terlambat, dikembalikan"),
    "refund": _("Dana dikembalikan lewat transfer"),
    "withdrawn": _("Ditarik kembali setelah lunas"),
    "stuck": _("Pengembalian yang tidak kunjung selesai"),
}


@dataclass(frozen=True, slots=True)
class PaymentStatus:
    """Where the money of a purchase is, told truthfully.

    `failed`: the last attempt failed and the purchase can still be paid. `review`: money came that does not fit, and
    the purchase is not paid. `withdrawn`: it was paid, and the provider took the money back. `url` is the live
    attempt's page at the provider, `deadline` until when it may be paid (both empty unless it can be); `live` is that
    attempt, with what the buyer needs to pay it. `to_return` is rupiah on their way back, `returned` what arrived.
    """

    code: Code
    url: str = ""
    deadline: datetime | None = None
    to_return: int = 0
    returned: int = 0
    live: Attempt | None = None


def payment_status(purchase: Purchase) -> PaymentStatus:
    """Return the status of a purchase, in one query; in two where money goes back."""
    attempts = list(Attempt.objects.filter(purchase=purchase).order_by("created_at", "pk"))
    settled = [row for row in attempts if row.state == AttemptState.SETTLED]
    # What was paid in cash goes back without an attempt.
    in_cash = purchase.payment_state in {PaymentState.COD, PaymentState.PAID} and not settled
    to_return = returned = 0
    if in_cash or any(row.refunded for row in attempts):
        to_return, returned = _going_back(purchase)
    status = _clear(purchase, attempts, is_over=not to_return and bool(returned))
    if purchase.payment_state not in TAKEN and any(is_unclear(row) for row in attempts):
        status = PaymentStatus("review")
    if status.code == "paid" and any(row.withdrawn_at and not row.attended_at for row in settled):
        status = PaymentStatus("withdrawn")
    return replace(status, to_return=to_return, returned=returned)


def _going_back(purchase: Purchase) -> tuple[int, int]:
    """Return the rupiah on their way to the buyer, and those that are there."""
    done = Q(state=RefundState.DONE)
    sums = purchase.refunds.aggregate(
        open=Sum("amount", filter=~done, default=0), done=Sum("amount", filter=done, default=0)
    )
    return sums["open"], sums["done"]


def is_unclear(attempt: Attempt) -> bool:
    """Whether money came by this attempt that fits nothing and that no person has dealt with."""
    if attempt.state != AttemptState.SUSPENSE or attempt.attended_at:
        return False
    return attempt.received is None or attempt.refunded < attempt.received


def unclear() -> QuerySet[Attempt]:
    """Return the attempts of which `is_unclear` holds."""
    left = Q(received=None) | Q(refunded__lt=F("received"))
    return Attempt.objects.filter(left, state=AttemptState.SUSPENSE, attended_at=None)


def last_provider(purchase: Purchase) -> str:
    """Return the code of the way that was chosen last; Stripe, where none was."""
    rows = Attempt.objects.filter(purchase=purchase).order_by("-created_at", "-pk")
    return rows.values_list("provider", flat=True).first() or "stripe"


def _clear(purchase: Purchase, attempts: Sequence[Attempt], *, is_over: bool) -> PaymentStatus:
    if purchase.payment_state == PaymentState.REFUND_DUE:
        return PaymentStatus("refunded" if is_over else "refund_due")
    if code := _CODES.get(purchase.payment_state):
        return PaymentStatus(code)
    live = next((a for a in attempts if a.state in LIVE), None)
    if live is None and attempts and attempts[-1].state == AttemptState.FAILED:
        return PaymentStatus("failed", deadline=purchase.expires_at)
    return PaymentStatus("awaiting", live.url if live else "", purchase.expires_at, live=live)


@dataclass(frozen=True, slots=True)
class Attention:
    """Money that needs a person: `suspense` must be looked into; the others go back by hand, with their refund.

    `refund` takes back a sale; `surplus` and `refund_due` are money that was never for one; `withdrawn` was settled
    and then taken away by the provider; `stuck` is a refund that its provider neither makes nor refuses. `attempt` is
    missing where the buyer paid in cash.
    """

    kind: Kind
    attempt: Attempt | None
    since: datetime
    refund: Refund | None = None

    @property
    def title(self) -> str:
        """The kind in words."""
        return str(_TITLES[self.kind])

    @property
    def purchase(self) -> Purchase | None:
        """What the money was meant for."""
        if self.refund is not None:
            return self.refund.purchase
        return self.attempt.purchase if self.attempt else None

    @property
    def said(self) -> str:
        """The provider's own figure of money that does not fit."""
        return self.attempt.last_error.removeprefix("received ") if self.attempt else ""

    @property
    def is_noted(self) -> bool:
        """Whether a person says what was done, because no money of ours can be moved."""
        return self.kind == "withdrawn" or (self.kind == "suspense" and not self.amount)

    @property
    def amount(self) -> int | None:
        """Rupiah that wait; None where nobody can say."""
        if self.refund is not None:
            return self.refund.amount
        if self.attempt is None:
            return None
        if self.kind == "withdrawn":
            return self.attempt.withdrawn
        return self.attempt.received and self.attempt.received - self.attempt.refunded


def waiting() -> list[QuerySet[Any]]:
    """Return what the page *Perlu ditangani* lists, to be counted."""
    stored = WebhookEvent.objects.filter(processed_at=None).exclude(last_error="")
    return [
        TransferProof.objects.filter(accepted=None),
        unclear().filter(closed_at__isnull=False),
        Attempt.objects.filter(withdrawn_at__isnull=False, attended_at=None),
        Refund.objects.filter(state=RefundState.MANUAL),
        stuck(),
        stored,
    ]


def attention(limit: int = 200) -> list[Attention]:
    """Return what needs a person, longest waiting first, in four queries; attempts come with their purchase.

    What the provider gives back in its time is not in it: the list is empty when all is well.
    """
    looked = unclear().filter(closed_at__isnull=False).select_related("purchase").order_by("closed_at")
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
    late = stuck().select_related("attempt__purchase", "purchase", "order").order_by("requested_at")
    rows += [Attention("stuck", row.attempt, row.requested_at, row) for row in late[:limit]]
    return sorted(rows, key=lambda row: row.since)[:limit]

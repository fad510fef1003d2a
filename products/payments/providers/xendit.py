"""Xendit invoices: a page at Xendit with whatever ways to pay its account offers. Amounts are whole rupiah."""

import hmac
import json
from collections.abc import Mapping
from math import ceil
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.orders.links import purchase_url
from products.orders.models import Purchase
from products.payments.models import Attempt
from products.payments.providers.base import (
    Capabilities,
    Created,
    Down,
    Fetched,
    Forged,
    Notice,
    RefundStatus,
    Refused,
    Returned,
)
from products.payments.providers.wire import Wire, no_answer, whole_rupiah
from rumah.core import clock
from rumah.core.errors import Text

MAX_RUPIAH = 1_000_000_000
KEPT = ("id", "external_id", "status", "amount", "paid_amount", "currency", "paid_at", "created", "payment_id")


class Xendit:
    """One invoice an attempt; its `external_id` is the attempt's id."""

    code = "xendit"
    house = "xendit"
    label: Text = gettext_lazy("Xendit")
    about: Text = gettext_lazy("Kartu, dompet digital, gerai ritel atau bank, di halaman Xendit.")

    def is_configured(self) -> bool:
        """Whether both secrets are set."""
        return bool(settings.XENDIT_SECRET_KEY and settings.XENDIT_CALLBACK_TOKEN)

    def capabilities(self) -> Capabilities:
        """Limits of one invoice."""
        return Capabilities(
            settings.XENDIT_MIN_RUPIAH,
            MAX_RUPIAH,
            can_expire=True,
            refund_days=settings.XENDIT_REFUND_DAYS,
            can_partial_refund=True,
        )

    def create(self, attempt: Attempt, purchase: Purchase) -> Created:
        """Make an invoice, or return the one made before under this name (see the protocol)."""
        # Xendit makes a second invoice of the same external id without a word.
        made = self._wire().get("/v2/invoices", external_id=str(attempt.pk))
        if not isinstance(made, list):
            raise Down(no_answer())
        data = made[0] if made else self._wire().post("/v2/invoices", _invoice(attempt, purchase), key=str(attempt.pk))
        reference, url = _dict(data).get("id"), _dict(data).get("invoice_url")
        if not isinstance(reference, str) or not isinstance(url, str) or data.get("external_id") != str(attempt.pk):
            raise Down(no_answer())
        return Created(reference, url)

    def fetch(self, attempt: Attempt) -> Fetched:
        """Retrieve the invoice (see the protocol)."""
        data = _dict(self._wire().get(f"/v2/invoices/{attempt.reference}"))
        if data.get("id") != attempt.reference:
            raise Down(no_answer())
        return _read(data)

    def cancel(self, attempt: Attempt) -> None:
        """Expire the invoice (see the protocol)."""
        try:
            self._wire().post(f"/invoices/{attempt.reference}/expire!", {})
        except Refused:
            # Paid or over already, which settle finds out.
            return

    def refund(self, attempt: Attempt, amount: int, key: str) -> Returned:
        """Refund the invoice; Xendit keeps the key (see the protocol)."""
        body = {
            "invoice_id": attempt.reference, "reference_id": key, "amount": amount, "currency": "IDR",
            "reason": "REQUESTED_BY_CUSTOMER",
        }  # fmt: skip
        data = _dict(self._wire().post("/refunds", body, key=key))
        reference, status = data.get("id"), _refund_status(data)
        if not isinstance(reference, str):
            raise Down(no_answer())
        if status == "failed":
            raise Refused(_("Penyedia pembayaran tidak menerima pengembalian."))
        return Returned(reference, done=status == "done")

    def fetch_refund(self, attempt: Attempt, reference: str) -> RefundStatus:
        """Retrieve the refund (see the protocol)."""
        return _refund_status(_dict(self._wire().get(f"/refunds/{reference}")))

    def verify_webhook(self, headers: Mapping[str, str], body: bytes) -> Notice:
        """Compare `x-callback-token` (see the protocol). It signs nothing, so that every word must be asked for."""
        token = headers.get("x-callback-token") or ""
        expected = settings.XENDIT_CALLBACK_TOKEN
        if not expected or not hmac.compare_digest(token.encode(), expected.encode()):
            raise Forged("token")
        try:
            data = json.loads(body)
            kind = str(data["status"])[:80]
            event_id = f"{data['id']}:{kind}:{data.get('payment_id', '')}"[:120]
            kept = {name: data[name] for name in KEPT if name in data}
            return Notice(event_id, kind, _attempt_id(data["external_id"]), str(data["id"])[:120], kept)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Forged(type(error).__name__) from error

    def _wire(self) -> Wire:
        return Wire(settings.XENDIT_API_BASE, settings.XENDIT_SECRET_KEY, settings.XENDIT_TIMEOUT_SECONDS)


def _invoice(attempt: Attempt, purchase: Purchase) -> dict[str, Any]:
    page = purchase_url(purchase)
    seconds = ceil((attempt.expires_at - clock.now()).total_seconds())
    return {
        "external_id": str(attempt.pk), "amount": attempt.amount, "currency": "IDR",
        "invoice_duration": max(seconds, 60), "description": purchase.number,
        "success_redirect_url": f"{page}&kembali=1", "failure_redirect_url": page,
        "locale": "en" if purchase.language == "en" else "id",
    }  # fmt: skip


def _attempt_id(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _dict(answer: Any) -> dict[str, Any]:
    if not isinstance(answer, dict):
        raise Down(no_answer())
    return answer


def _read(data: dict[str, Any]) -> Fetched:
    word = data.get("status")
    match word:
        case "PENDING":
            return Fetched("open")
        case "EXPIRED":
            return Fetched("expired")
        case "PAID" | "SETTLED":
            paid, currency = data.get("paid_amount"), str(data.get("currency"))
            amount = whole_rupiah(paid) if currency == "IDR" else None
            return Fetched("paid", amount, str(data.get("payment_id") or "")[:120], f"{currency} {paid}"[:60])
        case _:
            raise Down(no_answer())


def _refund_status(data: dict[str, Any]) -> RefundStatus:
    match data.get("status"):
        case "SUCCEEDED":
            return "done"
        case "PENDING":
            return "pending"
        case "FAILED" | "CANCELLED":
            return "failed"
        case _:
            raise Down(no_answer())

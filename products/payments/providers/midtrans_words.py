"""Midtrans' words: what a charge asks for, what an answer means."""

from datetime import datetime
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from products.payments.models import Attempt
from products.payments.providers.base import Down, Fetched, Instructions, Status
from products.payments.providers.wire import no_answer, whole_rupiah
from rumah.core import clock

# Times come without an offset and are of this zone.
GMT7 = ZoneInfo("Asia/Jakarta")
_STATUS: dict[str, Status] = {
    "pending": "open",
    "authorize": "open",
    "settlement": "paid",
    "capture": "paid",
    # What was given back had come first; refunds are counted in our own books.
    "refund": "paid",
    "partial_refund": "paid",
    "deny": "failed",
    "failure": "failed",
    "cancel": "expired",
    "expire": "expired",
}
PAID_CODE = "200"


def charge_body(attempt: Attempt, code: str) -> dict[str, Any]:
    """Return what a charge asks for. Nothing about the buyer is sent."""
    seconds = (attempt.expires_at - clock.now()).total_seconds()
    body: dict[str, Any] = {
        "transaction_details": {"order_id": str(attempt.pk), "gross_amount": attempt.amount},
        "custom_expiry": {"expiry_duration": max(ceil(seconds / 60), 1), "unit": "minute"},
        "custom_field1": settings.BASE_URL,
    }
    if code == "qris":
        return {**body, "payment_type": "qris", "qris": {"acquirer": settings.MIDTRANS_QRIS_ACQUIRER}}
    return {**body, "payment_type": "bank_transfer", "bank_transfer": {"bank": settings.MIDTRANS_VA_BANK}}


def instructions(answer: dict[str, Any]) -> Instructions:
    """Return what the buyer needs to pay. Raises Down when it is missing."""
    ends = local_time(answer.get("expiry_time"))
    if answer.get("payment_type") == "qris":
        text = answer.get("qr_string")
        if isinstance(text, str) and text:
            return Instructions(qr=text, ends=ends)
    elif permata := answer.get("permata_va_number"):
        return Instructions(bank="PERMATA", account=str(permata), ends=ends)
    elif rows := answer.get("va_numbers"):
        first = rows[0] if isinstance(rows, list) and isinstance(rows[0], dict) else {}
        if first.get("va_number"):
            return Instructions(bank=str(first.get("bank", "")).upper(), account=str(first["va_number"]), ends=ends)
    raise Down(no_answer())


def local_time(text: Any) -> datetime | None:
    """Return a time of Midtrans ("2026-11-24 20:15:00", GMT+7), or None for what is none."""
    try:
        return datetime.strptime(str(text), "%Y-%m-%d %H:%M:%S").replace(tzinfo=GMT7)
    except ValueError:
        return None


def status_code(answer: dict[str, Any]) -> str:
    """Return the code inside the answer: the one of HTTP says less."""
    return str(answer.get("status_code", ""))


def read(answer: dict[str, Any]) -> Fetched:
    """Return what a status means. Raises Down for one that nobody knows."""
    word = str(answer.get("transaction_status"))
    status = _STATUS.get(word)
    if status is None:
        raise Down(no_answer())
    if status != "paid":
        return Fetched(status)
    settled = word in {"settlement", "capture"}
    if settled and (status_code(answer) != PAID_CODE or answer.get("fraud_status") not in {None, "", "accept"}):
        # Under review at Midtrans: not ours yet.
        return Fetched("open")
    gross, currency = answer.get("gross_amount"), str(answer.get("currency", "IDR"))
    amount = whole_rupiah(gross) if currency == "IDR" else None
    return Fetched("paid", amount, str(answer.get("transaction_id", ""))[:120], f"{currency} {gross}"[:60])

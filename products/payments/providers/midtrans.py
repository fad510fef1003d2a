"""Midtrans Core API: QRIS and virtual accounts, two ways to pay over one account.

Amounts are asked for as integers and answered as texts with two decimals ("275000.00"); times are GMT+7 without
saying so. `order_id` is the attempt's id, so it is new for every attempt.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from products.payments.providers.midtrans_words import charge_body, instructions, read, status_code
from products.payments.providers.wire import Wire, no_answer, refused, whole_rupiah
from rumah.core.errors import Text

# Set by the rules of QRIS: nobody may pay more at once.
QRIS_MAX = 10_000_000
VA_MAX = 999_999_999
# What of a message is kept; who paid is Midtrans' to know.
KEPT = (
    "transaction_id", "order_id", "transaction_status", "status_code", "fraud_status", "gross_amount", "currency",
    "payment_type", "transaction_time", "settlement_time", "refund_amount",
)  # fmt: skip
# Some codes come with HTTP 200 around them.
CLOSED = frozenset({"200", "407", "412", "404"})
GONE = "404"
# A refund of this key has been asked for before. HTTP may carry the same number.
DUPLICATE = "406"
# A refund that it will not make now: the payment allows none (any more), or the balance there does not cover it.
# Source: https://docs.midtrans.com/reference/code-4xx
UNABLE = frozenset({"412", "414"})
DENIED = "202"


class _Midtrans:
    """What both ways share."""

    code: str
    house = "midtrans"

    def is_configured(self) -> bool:
        """Whether the key is set, which also signs messages."""
        return bool(settings.MIDTRANS_SERVER_KEY)

    def create(self, attempt: Attempt, purchase: Purchase) -> Created:
        """Charge (see the protocol); the page that shows code or number is our own."""
        answer = self._post("/v2/charge", charge_body(attempt, self.code), key=str(attempt.pk))
        # A charge that is made is 201; a second one of the same name would be 406.
        if status_code(answer) != "201" or answer.get("order_id") != str(attempt.pk):
            raise self._no(answer)
        return Created(str(attempt.pk), "", instructions(answer))

    def fetch(self, attempt: Attempt) -> Fetched:
        """Ask for the status (see the protocol)."""
        return read(self._status(attempt))

    def cancel(self, attempt: Attempt) -> None:
        """Expire it, which never touches what is paid (see the protocol)."""
        try:
            answer = self._post(f"/v2/{attempt.reference}/expire", {})
        except Refused:
            # 407 says that it has been expired, 412 that it is paid or over, 404 that it never was.
            return
        if status_code(answer) not in CLOSED:
            raise Down(no_answer())

    def refund(self, attempt: Attempt, amount: int, key: str) -> Returned:
        """Ask for the refund, or find the one of this key (see the protocol).

        `/refund` serves every way to pay, QRIS included; `/refund/online/direct` is kept for merchants who have it
        already. An answer of 200 says that Midtrans sees to it; the buyer has the money when the bank has confirmed.
        Where the balance there is too small (414) it is refused, so that the buyer need not wait: a person pays.
        Source: https://docs.midtrans.com/reference/refund-transaction ("Direct Refund Notice", "bank_confirmed_at").
        """
        if (known := self._refunds(attempt).get(key)) is not None:
            return Returned(key, done=known)
        body = {"refund_key": key, "amount": amount, "reason": "refund"}
        readable = frozenset(map(int, {DUPLICATE, *UNABLE}))
        answer = self._post(f"/v2/{attempt.reference}/refund", body, key=key, readable=readable)
        if status_code(answer) in UNABLE and self._has_hidden(attempt):
            # An earlier question whose answer was lost may be what used the payment up: nobody may pay it again yet.
            raise Down(no_answer())
        # Asked for a moment ago and not listed yet: to refuse it now would let a person pay it a second time.
        if status_code(answer) not in {"200", DUPLICATE}:
            raise self._no(answer)
        return Returned(key, done=False)

    def fetch_refund(self, attempt: Attempt, reference: str) -> RefundStatus:
        """Look for the refund among those of the transaction (see the protocol).

        One that is not listed has not been acknowledged, one without `bank_confirmed_at` is on its way.
        Source: https://docs.midtrans.com/docs/get-status-api-requests ("Refund Details").
        """
        confirmed = self._refunds(attempt).get(reference)
        if confirmed is None:
            return "failed"
        return "done" if confirmed else "pending"

    def verify_webhook(self, headers: Mapping[str, str], body: bytes) -> Notice:
        """Check `signature_key` (see the protocol). It covers amount and code, not the status: that is asked for."""
        try:
            data = json.loads(body)
            # Literal texts: "275000.00" is signed, not 275000.
            order, code, gross = (str_of(data, name) for name in ("order_id", "status_code", "gross_amount"))
            signed = hashlib.sha512(f"{order}{code}{gross}{settings.MIDTRANS_SERVER_KEY}".encode()).hexdigest()
            if not hmac.compare_digest(signed.encode(), str_of(data, "signature_key").encode()):
                raise Forged("signature")
            return _notice(data, order)
        except (ValueError, TypeError, KeyError) as error:
            raise Forged(type(error).__name__) from error

    def _status(self, attempt: Attempt) -> dict[str, Any]:
        answer = _dict(self._wire().get(f"/v2/{attempt.reference}/status"))
        if status_code(answer) == GONE:
            raise refused("404")
        if answer.get("order_id") != attempt.reference:
            raise Down(no_answer())
        return answer

    def _refunds(self, attempt: Attempt) -> dict[str, bool]:
        """Return the transaction's refunds by their keys, and whether the bank has confirmed each."""
        rows = self._status(attempt).get("refunds") or []
        return {str(row.get("refund_key")): bool(row.get("bank_confirmed_at")) for row in rows if isinstance(row, dict)}

    def _has_hidden(self, attempt: Attempt) -> bool:
        """Whether more has been given back of the transaction than the refunds it lists."""
        answer = self._status(attempt)
        rows = [row for row in answer.get("refunds") or [] if isinstance(row, dict)]
        listed = sum(whole_rupiah(row.get("refund_amount")) or 0 for row in rows)
        return (whole_rupiah(answer.get("refund_amount")) or 0) > listed

    def _post(self, path: str, body: dict[str, Any], **how: Any) -> dict[str, Any]:
        return _dict(self._wire().post(path, body, **how))

    def _wire(self) -> Wire:
        return Wire(settings.MIDTRANS_API_BASE, settings.MIDTRANS_SERVER_KEY, settings.MIDTRANS_TIMEOUT_SECONDS)

    def _no(self, answer: dict[str, Any]) -> Refused | Down:
        code = status_code(answer)
        if code == DENIED or code.startswith("4"):
            return refused(f"{code} {str(answer.get('status_message'))[:200]}")
        return Down(no_answer())


class MidtransQris(_Midtrans):
    """A QR code that every bank and wallet of the country reads."""

    code = "qris"
    label: Text = gettext_lazy("QRIS")
    about: Text = gettext_lazy("Pindai dengan aplikasi bank atau dompet digital mana pun.")

    def capabilities(self) -> Capabilities:
        """Ten million at most; money goes back online."""
        return Capabilities(
            settings.MIDTRANS_MIN_RUPIAH,
            QRIS_MAX,
            can_expire=True,
            refund_days=settings.MIDTRANS_REFUND_DAYS,
            can_partial_refund=True,
        )


class MidtransVa(_Midtrans):
    """A virtual account: a number to transfer to, for this one payment."""

    code = "va"
    label: Text = gettext_lazy("Virtual account bank")
    about: Text = gettext_lazy("Transfer ke nomor khusus lewat ATM atau m-banking; terkonfirmasi otomatis.")

    def capabilities(self) -> Capabilities:
        """Money in a bank account cannot be sent back by API."""
        return Capabilities(settings.MIDTRANS_MIN_RUPIAH, VA_MAX, can_expire=True)

    def refund(self, attempt: Attempt, amount: int, key: str) -> Returned:
        """Leave it to a person."""
        raise Refused(_("Penyedia pembayaran tidak menerima pengembalian."))

    def fetch_refund(self, attempt: Attempt, reference: str) -> RefundStatus:
        """Leave it to a person."""
        return "failed"


def str_of(data: Any, name: str) -> str:
    """Return a text of a message. Raises TypeError for what is none."""
    value = data[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _dict(answer: Any) -> dict[str, Any]:
    if not isinstance(answer, dict):
        raise Down(no_answer())
    return answer


def _notice(data: dict[str, Any], order: str) -> Notice:
    try:
        # Two houses may share an account: each looks after its own.
        mine = data.get("custom_field1", settings.BASE_URL) == settings.BASE_URL
        attempt_id = UUID(order) if mine else None
    except ValueError:
        attempt_id = None
    kind = str_of(data, "transaction_status")
    parts = (str_of(data, "transaction_id"), kind, data.get("status_code"), data.get("fraud_status", ""))
    event_id = ":".join(str(part) for part in (*parts, data.get("refund_amount", "")))
    return Notice(event_id[:120], kind[:80], attempt_id, order, {name: data[name] for name in KEPT if name in data})

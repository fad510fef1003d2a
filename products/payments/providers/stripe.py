"""Stripe Checkout, through the stripe library (16.1, API 2026-10-28).

Stripe counts IDR with two decimals: Rp10.000 is 1000000 there. The factor lives in this file and nowhere else.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

import requests
import stripe
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
    Status,
)
from products.payments.providers.patience import next_timeout, within
from products.payments.providers.stripe_session import CURRENCY, MINOR, session_params
from rumah.core.errors import Text

# Twelve digits of minor units are the most that Stripe takes in IDR.
MAX_RUPIAH = 9_999_999_999
# A try has a key or changes nothing, so it may be repeated; more than once is for nobody who waits.
RETRIES = 1
# As many as Stripe lists at once; one order has far fewer.
MOST_REFUNDS = 100
TOLERANCE_SECONDS = 300
# Who paid is Stripe's to know; a message is kept without it.
PERSONAL = frozenset(
    {"customer_details", "customer_email", "collected_information", "shipping_details", "custom_fields"}
)
# What this machine is and runs is nobody's business.
stripe.enable_telemetry = False


@lru_cache(maxsize=4)
def _client(key: str, base: str) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        base_addresses={"api": base},
        max_network_retries=RETRIES,
        http_client=stripe.RequestsClient(session=_Session(base)),
    )


class _Session(requests.Session):
    """Connections that stay open, each try with what is left of the caller's patience."""

    def __init__(self, base: str) -> None:
        super().__init__()
        # Proxies and certificates of the environment: looked up here once, otherwise at every question.
        told = self.merge_environment_settings(base, {}, None, None, None)
        self.proxies, self.verify, self.trust_env = told["proxies"], told["verify"], False

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """Send it with our own timeouts: those of the library are the same for every try."""
        return super().request(*args, **{**kwargs, "timeout": next_timeout()})


class Stripe:
    """Card payment at Stripe; the attempt's id is the idempotency key, the client reference and in the metadata."""

    code = "stripe"
    house = "stripe"
    label: Text = gettext_lazy("Kartu dan dompet digital (Stripe)")
    about: Text = gettext_lazy("Visa, Mastercard dan lainnya, di halaman Stripe.")

    def is_configured(self) -> bool:
        """Whether both secrets are set."""
        return bool(settings.STRIPE_SECRET_KEY and settings.STRIPE_WEBHOOK_SECRET)

    def capabilities(self) -> Capabilities:
        """Limits of one payment; an open session can be expired by API."""
        return Capabilities(
            settings.STRIPE_MIN_RUPIAH,
            MAX_RUPIAH,
            can_expire=True,
            refund_days=settings.STRIPE_REFUND_DAYS,
            can_partial_refund=True,
        )

    def create(self, attempt: Attempt, purchase: Purchase) -> Created:
        """Open a Checkout Session (see the protocol)."""
        params = session_params(attempt, purchase)
        data = self._ask(
            lambda api: api.v1.checkout.sessions.create(params=params, options={"idempotency_key": str(attempt.pk)})
        )
        reference, url = data.get("id"), data.get("url")
        if not isinstance(reference, str) or not isinstance(url, str):
            raise Down(_no_answer())
        return Created(reference, url)

    def fetch(self, attempt: Attempt) -> Fetched:
        """Retrieve the session with its payment (see the protocol)."""
        data = self._ask(
            lambda api: api.v1.checkout.sessions.retrieve(attempt.reference, params={"expand": ["payment_intent"]})
        )
        if data.get("id") != attempt.reference:
            raise Down(_no_answer())
        return _read(data)

    def cancel(self, attempt: Attempt) -> None:
        """Expire the session (see the protocol)."""
        try:
            self._ask(lambda api: api.v1.checkout.sessions.expire(attempt.reference))
        except Refused:
            # Only an open session can be expired: it is paid or over, which settle finds out.
            return

    def refund(self, attempt: Attempt, amount: int, key: str) -> Returned:
        """Refund the payment, or return the refund that is there under this key (see the protocol)."""
        payment = attempt.payment_reference
        # Stripe forgets an idempotency key after a day; the list of a payment's refunds forgets nothing.
        made = self._ask(lambda api: api.v1.refunds.list(params={"payment_intent": payment, "limit": MOST_REFUNDS}))
        for one in _listed(made):
            if (one.get("metadata") or {}).get("key") == key:
                return _returned(one)
        params: stripe.params.RefundCreateParams = {
            "payment_intent": payment,
            "amount": amount * MINOR,
            "metadata": {"key": key},
        }
        options: stripe.RequestOptions = {"idempotency_key": f"refund:{key}"}
        return _returned(self._ask(lambda api: api.v1.refunds.create(params=params, options=options)))

    def fetch_refund(self, attempt: Attempt, reference: str) -> RefundStatus:
        """Retrieve the refund (see the protocol)."""
        return _refund_status(self._ask(lambda api: api.v1.refunds.retrieve(reference)))

    def verify_webhook(self, headers: Mapping[str, str], body: bytes) -> Notice:
        """Check `Stripe-Signature` over the raw body, at most 300 seconds old (see the protocol)."""
        secret = settings.STRIPE_WEBHOOK_SECRET
        try:
            stripe.WebhookSignature.verify_header(body, headers.get("Stripe-Signature"), secret, TOLERANCE_SECONDS)
            return _notice(json.loads(body))
        except (stripe.SignatureVerificationError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise Forged(type(error).__name__) from error

    def _ask(self, call: Any) -> dict[str, Any]:
        client = _client(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE)
        try:
            with within(settings.STRIPE_TIMEOUT_SECONDS):
                answer = call(client)
        except (stripe.InvalidRequestError, stripe.IdempotencyError, stripe.CardError) as error:
            raise Refused(_("Penyedia pembayaran menolak permintaan ini.")) from error
        except stripe.StripeError as error:
            raise Down(_no_answer()) from error
        if not isinstance(answer, stripe.StripeObject):
            raise Down(_no_answer())
        data: dict[str, Any] = answer.to_dict()
        return data


def _no_answer() -> str:
    return _("Layanan pembayaran sedang tidak menjawab. Pesanan Anda tersimpan; coba lagi beberapa saat lagi.")


def _read(data: dict[str, Any]) -> Fetched:
    intent = data.get("payment_intent")
    intent = intent if isinstance(intent, dict) else {}
    status = _status(data, intent)
    if status != "paid":
        return Fetched(status)
    minor, currency = intent.get("amount_received"), str(intent.get("currency"))
    whole = isinstance(minor, int) and currency == CURRENCY and minor % MINOR == 0
    amount = minor // MINOR if isinstance(minor, int) and whole else None
    return Fetched(status, amount, str(intent.get("id") or ""), f"{currency} {minor}"[:60])


def _status(data: dict[str, Any], intent: dict[str, Any]) -> Status:
    if data.get("payment_status") == "paid":
        return "paid"
    match data.get("status"):
        case "open":
            return "open"
        case "expired":
            return "expired"
        case "complete":
            # Complete and unpaid: a slow method is still at work, or it has failed.
            over = intent.get("status") in {"requires_payment_method", "canceled"}
            return "failed" if over else "open"
        case _:
            raise Down(_no_answer())


def _notice(event: dict[str, Any]) -> Notice:
    thing = event["data"]["object"]
    mine = thing.get("object") == "checkout.session" and (thing.get("metadata") or {}).get("site") == settings.BASE_URL
    attempt_id = UUID(thing["metadata"]["attempt"]) if mine else None
    event["data"] = {"object": {name: value for name, value in thing.items() if name not in PERSONAL}}
    return Notice(str(event["id"]), str(event["type"]), attempt_id, str(thing.get("id", "")), event)


def _listed(data: dict[str, Any]) -> list[dict[str, Any]]:
    rows = data.get("data")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Down(_no_answer())
    return rows


def _returned(data: dict[str, Any]) -> Returned:
    status, reference = _refund_status(data), data.get("id")
    if not isinstance(reference, str):
        raise Down(_no_answer())
    if status == "failed":
        raise Refused(_("Penyedia pembayaran tidak menerima pengembalian."))
    return Returned(reference, done=status == "done")


def _refund_status(data: dict[str, Any]) -> RefundStatus:
    match data.get("status"):
        case "succeeded":
            return "done"
        case "pending" | "requires_action":
            return "pending"
        case "failed" | "canceled":
            return "failed"
        case _:
            raise Down(_no_answer())

"""Messages to the shop: Stripe's shape, signed by the library's own function, really posted."""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests
import stripe
import structlog
from django.conf import settings
from django.utils.crypto import get_random_string

from products.simulator.models import SimulatedSession
from products.simulator.objects import session_object
from rumah.core import clock

log = structlog.get_logger(__name__)
COMPLETED = "checkout.session.completed"
EXPIRED = "checkout.session.expired"
FAILED = "checkout.session.async_payment_failed"
TIMEOUT_SECONDS = 5
# A server of one thread cannot take a message while it answers the payer: then the message follows the answer.
PATIENCE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Message:
    """One event, how it is signed (`secret`; empty: the right one) and how old its signature is, in seconds."""

    kind: str
    session: dict[str, Any]
    secret: str = ""
    age: int = 0
    event_id: str = field(default_factory=lambda: f"evt_{get_random_string(24)}")

    def body(self) -> str:
        """Return the event as JSON."""
        event = {
            "id": self.event_id,
            "object": "event",
            "api_version": stripe.api_version,
            "type": self.kind,
            "livemode": False,
            "created": int(clock.now().timestamp()),
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "data": {"object": self.session},
        }
        return json.dumps(event)

    def post(self) -> int:
        """Deliver the message and return the answer's status; 0 when nobody answered."""
        body = self.body()
        signed_at = int(clock.now().timestamp()) - self.age
        secret = self.secret or settings.STRIPE_WEBHOOK_SECRET
        signature = stripe.WebhookSignature.generate_signature_header(body, secret, signed_at)
        headers = {"Stripe-Signature": signature, "Content-Type": "application/json; charset=utf-8"}
        try:
            answer = requests.post(webhook_url(), data=body.encode(), headers=headers, timeout=TIMEOUT_SECONDS)
        except requests.RequestException as error:
            log.warning("simulated_message_lost", kind=self.kind, error=type(error).__name__)
            return 0
        return answer.status_code


def message(kind: str, row: SimulatedSession, **how: Any) -> Message:
    """Return a message about a session as it is now."""
    return Message(kind, session_object(row), **how)


class Postable(Protocol):
    """Anything that can be posted."""

    def post(self) -> int:
        """Deliver it."""
        ...


def deliver(messages: Sequence[Postable]) -> None:
    """Post the messages one after the other, after the transaction that caused them."""
    if not messages:
        return
    postman = threading.Thread(target=lambda: [one.post() for one in messages], name="simulated-messages", daemon=True)
    postman.start()
    postman.join(PATIENCE_SECONDS)


def webhook_url() -> str:
    """Return where the shop takes messages: named by a setting, or on the host where this API is called."""
    if settings.SIMULATOR_WEBHOOK_URL:
        return str(settings.SIMULATOR_WEBHOOK_URL)
    parts = urlsplit(settings.STRIPE_API_BASE)
    return f"{parts.scheme}://{parts.netloc}/webhook/stripe/"

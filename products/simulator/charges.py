"""What Midtrans' and Xendit's payments have in common in the simulator's books."""

import base64
import json
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from products.simulator.models import SimulatedCharge
from rumah.core import clock

# What each house calls a payment that waits, came, ran out and was refused.
WAITS = {"midtrans": "pending", "xendit": "PENDING"}
CAME = {"midtrans": "settlement", "xendit": "PAID"}
ENDED = {"midtrans": "expire", "xendit": "EXPIRED"}
DENIED = {"midtrans": "deny"}


def found(name: str, provider: str = "") -> SimulatedCharge | None:
    """Return a charge by the provider's or the shop's name for it; one whose time is over is ended first."""
    rows = SimulatedCharge.objects.filter(Q(pk=name) | Q(order_id=name))
    rows = rows.filter(provider=provider) if provider else rows
    row = rows.first()
    if row and row.status == WAITS[row.provider] and row.expires_at <= clock.now():
        rows.filter(pk=row.pk, status=row.status).update(status=ENDED[row.provider])
        row.refresh_from_db()
    return row


def receive(row: SimulatedCharge, amount: int, currency: str = "IDR") -> None:
    """Take money."""
    row.status, row.received, row.amount, row.currency = CAME[row.provider], amount, amount, currency
    row.paid_at = clock.now()
    row.save()


def end(row: SimulatedCharge, to: dict[str, str] = ENDED) -> None:
    """Let it run out, or be refused."""
    row.status = to[row.provider]
    row.save(update_fields=["status"])


def has_key(request: HttpRequest, secret: str) -> bool:
    """Whether the secret came as the user of Basic, with an empty password."""
    scheme, _space, rest = request.headers.get("Authorization", "").partition(" ")
    try:
        user, _colon, password = base64.b64decode(rest).decode().partition(":")
    except ValueError:
        return False
    return scheme.lower() == "basic" and bool(secret) and user == secret and not password


def body_of(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON that was posted; an empty dict for what is none."""
    try:
        data = json.loads(request.body or b"{}")
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}

"""What the simulated provider does when its API is called. Rules and words are Stripe's."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.crypto import get_random_string

from products.simulator.models import SimulatedSession
from products.simulator.objects import session_object
from products.simulator.params import checked
from products.simulator.wire import StripeError
from rumah.core import clock

SHORTEST, LONGEST = timedelta(minutes=30), timedelta(hours=24)
# About USD 0.50 in minor units of a rupiah; twelve digits are the most.
MIN_AMOUNT, MAX_AMOUNT = 800_000, 999_999_999_999
MAX_LINES = 100


def create(data: dict[str, Any]) -> dict[str, Any]:
    """Open a session (POST /v1/checkout/sessions)."""
    params = checked("session_create", data)
    if params.get("mode") != "payment":
        raise StripeError("The simulator knows mode `payment` only.", param="mode")
    if not params.get("success_url"):
        raise StripeError("Missing required param: success_url.", param="success_url", code="parameter_missing")
    now = clock.now()
    lines = [_line(index, line) for index, line in enumerate(params.get("line_items") or [])]
    row = SimulatedSession.objects.create(
        id=f"cs_test_{get_random_string(58)}",
        intent=f"pi_{get_random_string(24)}",
        amount=_total(lines),
        currency="idr",
        client_reference_id=params.get("client_reference_id", ""),
        metadata=params.get("metadata") or {},
        lines=lines,
        locale=params.get("locale", ""),
        success_url=params["success_url"],
        cancel_url=params.get("cancel_url", ""),
        created_at=now,
        expires_at=_end(params.get("expires_at"), now),
    )
    return session_object(row)


def retrieve(session_id: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return a session (GET /v1/checkout/sessions/<id>); `expand[]=payment_intent` is understood."""
    params = checked("session_retrieve", data)
    return session_object(found(session_id), expand_intent="payment_intent" in params.get("expand", []))


def expire(session_id: str, data: dict[str, Any]) -> dict[str, Any]:
    """Close an open session (POST /v1/checkout/sessions/<id>/expire). Refuses one that is not open."""
    checked("session_expire", data)
    row = found(session_id)
    if not SimulatedSession.objects.filter(pk=row.pk, status="open").update(status="expired"):
        raise StripeError(
            f'Only Checkout Sessions with a status in ["open"] can be expired. This one is {row.status}.',
            param="session",
        )
    row.refresh_from_db()
    return session_object(row)


def found(session_id: str) -> SimulatedSession:
    """Return a session, expired first if its time is over. Raises StripeError (404)."""
    sessions = SimulatedSession.objects.filter(pk=session_id)
    sessions.filter(status="open", expires_at__lte=clock.now()).update(status="expired")
    row = sessions.first()
    if row is None:
        message = f"No such checkout.session: {session_id}"
        raise StripeError(message, status=404, param="session", code="resource_missing")
    return row


def _line(index: int, line: dict[str, Any]) -> dict[str, Any]:
    price, place = line.get("price_data"), f"line_items[{index}]"
    if not price or "unit_amount" not in price or not price.get("product_data", {}).get("name"):
        raise StripeError(f"{place} needs price_data with unit_amount and product_data[name].", param=place)
    if price["currency"] != "idr":
        raise StripeError(f"Invalid currency: {price['currency']}", param=f"{place}[price_data][currency]")
    if price["unit_amount"] < 0 or line.get("quantity", 0) < 1:
        raise StripeError("This value must be greater than or equal to 1.", param=f"{place}[quantity]")
    return {
        "name": price["product_data"]["name"],
        "unit_amount": price["unit_amount"],
        "quantity": line["quantity"],
    }


def _total(lines: list[dict[str, Any]]) -> int:
    if not 0 < len(lines) <= MAX_LINES:
        raise StripeError(f"Between 1 and {MAX_LINES} line items are needed.", param="line_items")
    total: int = sum(line["unit_amount"] * line["quantity"] for line in lines)
    if total < MIN_AMOUNT:
        message = "The Checkout Session's total amount due must add up to at least Rp8,000.00 idr."
        raise StripeError(message, code="amount_too_small", param="line_items")
    if total > MAX_AMOUNT:
        raise StripeError("The total amount due is too large.", code="amount_too_large", param="line_items")
    return total


def _end(expires_at: int | None, now: datetime) -> datetime:
    if expires_at is None:
        return now + LONGEST
    end = datetime.fromtimestamp(expires_at, UTC)
    if end < now + SHORTEST:
        message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        raise StripeError(message, param="expires_at")
    if end > now + LONGEST:
        message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        raise StripeError(message, param="expires_at")
    return end

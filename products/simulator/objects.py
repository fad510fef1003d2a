"""Rows as Stripe writes them: the fields the adapter and a curious developer look at."""

from typing import Any

from django.conf import settings

from products.simulator.models import SimulatedRefund, SimulatedSession


def session_object(row: SimulatedSession, *, expand_intent: bool = False) -> dict[str, Any]:
    """Return a Checkout Session; `payment_intent` is its id, or the whole payment when asked for."""
    started = row.status == "complete" or row.received
    intent: Any = intent_object(row) if expand_intent else row.intent
    return {
        "id": row.id,
        "object": "checkout.session",
        "mode": "payment",
        "livemode": False,
        "status": row.status,
        "payment_status": row.payment_status,
        "amount_subtotal": row.amount,
        "amount_total": row.amount,
        "currency": row.currency,
        "client_reference_id": row.client_reference_id or None,
        "metadata": row.metadata,
        "payment_intent": intent if started else None,
        "payment_method_types": ["card"],
        "locale": row.locale or None,
        "success_url": row.success_url,
        "cancel_url": row.cancel_url or None,
        "url": pay_url(row) if row.status == "open" else None,
        "created": int(row.created_at.timestamp()),
        "expires_at": int(row.expires_at.timestamp()),
    }


def intent_object(row: SimulatedSession) -> dict[str, Any]:
    """Return the payment behind a session."""
    return {
        "id": row.intent,
        "object": "payment_intent",
        "amount": row.amount,
        "amount_received": row.received,
        "currency": row.currency,
        "status": row.intent_status,
        "metadata": {},
        "created": int(row.created_at.timestamp()),
        "livemode": False,
    }


def refund_object(row: SimulatedRefund, currency: str) -> dict[str, Any]:
    """Return a refund of a payment."""
    return {
        "id": row.id,
        "object": "refund",
        "amount": row.amount,
        "currency": currency,
        "payment_intent": row.payment,
        "metadata": row.metadata,
        "status": row.status,
        "created": int(row.created_at.timestamp()),
    }


def pay_url(row: SimulatedSession) -> str:
    """Return the address of the payer's page."""
    return f"{settings.BASE_URL}/simulasi/bayar/{row.id}/"

"""Stripe's refunds, as the simulator keeps them: never more than came and is still there."""

from typing import Any

from django.utils.crypto import get_random_string

from products.simulator.models import SimulatedRefund, SimulatedSession
from products.simulator.objects import refund_object
from products.simulator.params import checked
from products.simulator.wire import StripeError
from rumah.core import clock

PROVIDER = "stripe"


def create(data: dict[str, Any]) -> dict[str, Any]:
    """Give money back (POST /v1/refunds)."""
    params = checked("refund_create", data)
    row = SimulatedSession.objects.select_for_update().filter(intent=params.get("payment_intent", "")).first()
    if row is None:
        raise StripeError("No such payment_intent.", status=404, param="payment_intent", code="resource_missing")
    left = row.received - row.refunded
    amount = params.get("amount", left)
    if left == 0:
        raise StripeError("This payment has already been refunded.", code="charge_already_refunded")
    if not 0 < amount <= left:
        raise StripeError(f"Refund amount ({amount}) is greater than unrefunded amount ({left}).", param="amount")
    row.refunded += amount
    row.save(update_fields=["refunded"])
    made = SimulatedRefund.objects.create(
        id=f"re_{get_random_string(24)}", provider=PROVIDER, payment=row.intent, amount=amount,
        metadata=params.get("metadata") or {}, created_at=clock.now(),
    )  # fmt: skip
    return refund_object(made, row.currency)


def retrieve(refund_id: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return a refund (GET /v1/refunds/<id>)."""
    made = SimulatedRefund.objects.filter(pk=refund_id, provider=PROVIDER).first()
    if made is None:
        raise StripeError(f"No such refund: {refund_id}", status=404, param="id", code="resource_missing")
    return refund_object(made, _currency(made.payment))


def listed(data: dict[str, Any]) -> dict[str, Any]:
    """List the refunds of a payment, newest first (GET /v1/refunds)."""
    params = checked("refund_list", data)
    rows = SimulatedRefund.objects.filter(provider=PROVIDER, payment=params.get("payment_intent", ""))
    currency = _currency(params.get("payment_intent", ""))
    found = [refund_object(row, currency) for row in rows.order_by("-created_at")[: params.get("limit", 10)]]
    return {"object": "list", "data": found, "has_more": False, "url": "/v1/refunds"}


def _currency(intent: str) -> str:
    return SimulatedSession.objects.filter(intent=intent).values_list("currency", flat=True).first() or "idr"

"""Xendit's API below /simulasi/xendit/, in the parts the shop uses: invoices and refunds."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils.crypto import get_random_string
from django.views.decorators.csrf import csrf_exempt

from products.simulator.charges import body_of, end, found, has_key
from products.simulator.models import SimulatedCharge, SimulatedRefund
from rumah.core import clock

HOUSE = "xendit"
HEX = "0123456789abcdef"
USUAL_SECONDS = 86_400
Answer = JsonResponse


@csrf_exempt
def invoices(request: HttpRequest) -> Answer:
    """POST /v2/invoices, and GET with `external_id`."""
    if stop := _stop(request):
        return stop
    if request.method == "GET":
        rows = SimulatedCharge.objects.filter(provider=HOUSE, order_id=request.GET.get("external_id", ""))
        return Answer([invoice_object(row) for row in rows], safe=False)
    data = body_of(request)
    amount, order = data.get("amount"), str(data.get("external_id", ""))
    if not order or not isinstance(amount, int) or amount < 1 or data.get("currency", "IDR") != "IDR":
        return _error(400, "API_VALIDATION_ERROR")
    now = clock.now()
    made, _new = SimulatedCharge.objects.get_or_create(
        provider=HOUSE, order_id=order,
        defaults={
            "id": get_random_string(24, HEX), "kind": "invoice", "status": "PENDING", "amount": amount,
            "detail": {name: data.get(name) for name in ("description", "success_redirect_url")},
            "created_at": now, "expires_at": now + timedelta(seconds=int(data.get("invoice_duration", USUAL_SECONDS))),
        },
    )  # fmt: skip
    return Answer(invoice_object(made))


@csrf_exempt
def invoice(request: HttpRequest, name: str) -> Answer:
    """GET /v2/invoices/<id>."""
    if stop := _stop(request):
        return stop
    row = found(name, HOUSE)
    return Answer(invoice_object(row)) if row else _error(404, "INVOICE_NOT_FOUND_ERROR")


@csrf_exempt
def expire(request: HttpRequest, name: str) -> Answer:
    """POST /invoices/<id>/expire!."""
    if stop := _stop(request):
        return stop
    with transaction.atomic():
        row = SimulatedCharge.objects.select_for_update().filter(provider=HOUSE, pk=name).first()
        if row is None:
            return _error(404, "INVOICE_NOT_FOUND_ERROR")
        if row.status != "PENDING":
            return _error(400, "INVALID_STATUS_ERROR")
        end(row)
    return Answer(invoice_object(row))


@csrf_exempt
def refunds(request: HttpRequest) -> Answer:
    """POST /refunds; the same idempotency key gets the same refund."""
    if stop := _stop(request):
        return stop
    data, key = body_of(request), request.headers.get("Idempotency-Key", "")
    amount = data.get("amount")
    with transaction.atomic():
        rows = SimulatedCharge.objects.select_for_update().filter(provider=HOUSE, pk=str(data.get("invoice_id", "")))
        row = rows.first()
        if made := SimulatedRefund.objects.filter(provider=HOUSE, key=key).exclude(key="").first():
            return Answer(refund_object(made))
        if row is None:
            return _error(404, "DATA_NOT_FOUND")
        if not isinstance(amount, int) or not 0 < amount <= row.received - row.refunded:
            return _error(400, "MAXIMUM_REFUND_AMOUNT_REACHED")
        row.refunded += amount
        row.save(update_fields=["refunded"])
        made = SimulatedRefund.objects.create(
            id=f"rfd-{get_random_string(30, HEX)}", provider=HOUSE, payment=row.id, key=key, amount=amount,
            status="SUCCEEDED", created_at=clock.now(),
        )  # fmt: skip
    return Answer(refund_object(made))


@csrf_exempt
def refund(request: HttpRequest, name: str) -> Answer:
    """GET /refunds/<id>."""
    if stop := _stop(request):
        return stop
    row = SimulatedRefund.objects.filter(provider=HOUSE, pk=name).first()
    return Answer(refund_object(row)) if row else _error(404, "DATA_NOT_FOUND")


def invoice_object(row: SimulatedCharge) -> dict[str, Any]:
    """Return an invoice as Xendit writes it."""
    paid = {"paid_amount": row.received, "paid_at": row.paid_at, "payment_id": f"ewc_{row.id}"} if row.paid_at else {}
    return {
        "id": row.id, "external_id": row.order_id, "status": row.status, "merchant_name": "SIMULASI",
        "amount": row.amount, "currency": row.currency, "description": row.detail.get("description"),
        "expiry_date": row.expires_at, "created": row.created_at, "updated": row.paid_at or row.created_at,
        "invoice_url": f"{settings.BASE_URL}/simulasi/tagihan/{row.id}/", **paid,
    }  # fmt: skip


def refund_object(row: SimulatedRefund) -> dict[str, Any]:
    """Return a refund as Xendit writes it."""
    return {
        "id": row.id, "invoice_id": row.payment, "reference_id": row.key, "amount": row.amount, "currency": "IDR",
        "status": row.status, "created": row.created_at,
    }  # fmt: skip


def _stop(request: HttpRequest) -> Answer | None:
    return None if has_key(request, settings.XENDIT_SECRET_KEY) else _error(401, "INVALID_API_KEY")


def _error(status: int, code: str) -> Answer:
    return Answer({"error_code": code, "message": code.replace("_", " ").capitalize()}, status=status)

"""Midtrans' Core API below /simulasi/midtrans/v2/, in the parts the shop uses. The code inside the answer counts."""

import re
import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils.crypto import get_random_string
from django.views.decorators.csrf import csrf_exempt

from products.simulator.charges import body_of, end, found, has_key
from products.simulator.models import SimulatedCharge, SimulatedRefund
from products.simulator.qris import qris_text
from rumah.core import clock

HOUSE = "midtrans"
GMT7 = ZoneInfo("Asia/Jakarta")
QRIS_MAX = 10_000_000
ORDER_ID = re.compile(r"[A-Za-z0-9_.~-]{1,50}")
# How long the payer's bank takes to confirm that money has come back.
BANK_TAKES = timedelta(seconds=30)
BANKS = frozenset({"bca", "bni", "bri", "cimb", "permata"})
# How long a QR code lives unless another time is asked for.
USUAL = {"qris": timedelta(minutes=15), "bank_transfer": timedelta(hours=24)}
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}


@csrf_exempt
def charge(request: HttpRequest) -> JsonResponse:
    """POST /v2/charge."""
    if stop := _stop(request, "POST"):
        return stop
    data, key = body_of(request), request.headers.get("Idempotency-Key", "")
    details = data.get("transaction_details")
    details = details if isinstance(details, dict) else {}
    order, gross, kind = str(details.get("order_id", "")), details.get("gross_amount"), data.get("payment_type")
    if not ORDER_ID.fullmatch(order) or not isinstance(gross, int) or gross < 1 or kind not in USUAL:
        return _error("400", "One or more parameters in the payload is invalid.")
    if kind == "qris" and gross > QRIS_MAX:
        return _error("400", "transaction_details.gross_amount is above the limit of QRIS.")
    bank = str((data.get("bank_transfer") or {}).get("bank", ""))
    if kind == "bank_transfer" and bank not in BANKS:
        return _error("400", "bank_transfer.bank is invalid.")
    with transaction.atomic():
        known = SimulatedCharge.objects.filter(provider=HOUSE, order_id=order).first()
        if known and (not key or known.detail.get("key") != key):
            return _error("406", "The request could not be completed due to a conflict with the current state.")
        row = known or _open(order, gross, data, key)
    answer = status_object(row)
    return JsonResponse(
        {**answer, "status_code": "201", "status_message": "Success, transaction is created", **shown(row)}
    )


def _open(order: str, gross: int, data: dict[str, Any], key: str) -> SimulatedCharge:
    kind, bank = str(data["payment_type"]), str((data.get("bank_transfer") or {}).get("bank", ""))
    expiry = data.get("custom_expiry") or {}
    life = timedelta(seconds=int(expiry.get("expiry_duration", 0)) * UNITS.get(expiry.get("unit", "minute"), 60))
    now = clock.now()
    detail = {"key": key, "bank": bank, "custom_field1": data.get("custom_field1"), "qr": "", "va": ""}
    if kind == "qris":
        detail["qr"] = qris_text(gross, order.replace("-", ""))
    else:
        # A number that no bank has: real ones never begin with zeros.
        detail["va"] = f"0000{get_random_string(12, '0123456789')}"
    return SimulatedCharge.objects.create(
        id=str(uuid.uuid4()), provider=HOUSE, order_id=order, kind=kind, status="pending", amount=gross, detail=detail,
        created_at=now, expires_at=now + (life or USUAL[kind]),
    )  # fmt: skip


@csrf_exempt
def status(request: HttpRequest, name: str) -> JsonResponse:
    """GET /v2/<order_id>/status."""
    if stop := _stop(request, "GET"):
        return stop
    row = found(name, HOUSE)
    return JsonResponse(status_object(row)) if row else _gone()


@csrf_exempt
def expire(request: HttpRequest, name: str) -> JsonResponse:
    """POST /v2/<order_id>/expire."""
    if stop := _stop(request, "POST"):
        return stop
    if found(name, HOUSE) is None:
        return _gone()
    with transaction.atomic():
        row = SimulatedCharge.objects.select_for_update().get(provider=HOUSE, order_id=name)
        if row.status != "pending":
            return _error("412", "Merchant cannot modify the status of the transaction")
        end(row)
    return JsonResponse(
        {**status_object(row), "status_code": "407", "status_message": "Success, transaction is expired"}
    )


@csrf_exempt
def refund(request: HttpRequest, name: str) -> JsonResponse:
    """POST /v2/<order_id>/refund."""
    if stop := _stop(request, "POST"):
        return stop
    data = body_of(request)
    key, amount = str(data.get("refund_key", "")), data.get("amount")
    with transaction.atomic():
        row = SimulatedCharge.objects.select_for_update().filter(provider=HOUSE, order_id=name).first()
        if row is None:
            return _gone()
        if SimulatedRefund.objects.filter(provider=HOUSE, key=key).exists():
            return _error("406", "Duplicate refund ID")
        if row.kind != "qris" or row.status not in {"settlement", "partial_refund"}:
            return _error("412", "Merchant cannot modify the status of the transaction")
        if not isinstance(amount, int) or not 0 < amount <= row.received - row.refunded:
            return _error("414", "Refund request is rejected due to merchant insufficient funds")
        row.refunded += amount
        row.status = "refund" if row.refunded == row.received else "partial_refund"
        row.save(update_fields=["refunded", "status"])
        SimulatedRefund.objects.create(
            id=str(uuid.uuid4()), provider=HOUSE, payment=row.id, key=key, amount=amount, created_at=clock.now()
        )
    answer = {
        "status_message": "Success, refund request is approved",
        "refund_key": key,
        "refund_amount": f"{amount}.00",
    }
    return JsonResponse({**status_object(row), **answer})


def status_object(row: SimulatedCharge) -> dict[str, Any]:
    """Return a transaction as Midtrans writes it: amounts as texts with decimals, times without an offset."""
    code = {"pending": "201", "deny": "202", "expire": "407"}.get(row.status, "200")
    refunds = SimulatedRefund.objects.filter(provider=HOUSE, payment=row.id).order_by("created_at")
    return {
        "status_code": code, "status_message": "Success, transaction is found", "transaction_id": row.id,
        "order_id": row.order_id, "gross_amount": f"{row.amount}.00", "currency": row.currency,
        "payment_type": row.kind, "transaction_status": row.status, "fraud_status": "accept",
        "transaction_time": stamp(row.created_at), "expiry_time": stamp(row.expires_at),
        **({"settlement_time": stamp(row.paid_at)} if row.paid_at else {}),
        **({"custom_field1": row.detail["custom_field1"]} if row.detail.get("custom_field1") else {}),
        **({"refund_amount": f"{row.refunded}.00"} if row.refunded else {}),
        **({"refunds": [_refund(one) for one in refunds]} if refunds else {}),
    }  # fmt: skip


def _refund(row: SimulatedRefund) -> dict[str, Any]:
    confirmed = row.created_at + BANK_TAKES
    return {
        "refund_chargeback_id": row.pk, "refund_amount": f"{row.amount}.00", "created_at": stamp(row.created_at),
        "reason": "refund", "refund_key": row.key, "refund_method": "online",
        **({"bank_confirmed_at": stamp(confirmed)} if confirmed <= clock.now() else {}),
    }  # fmt: skip


def shown(row: SimulatedCharge) -> dict[str, Any]:
    """Return what a charge answers beside its status: the code, or the number."""
    if row.kind == "qris":
        url = f"{settings.MIDTRANS_API_BASE}/v2/qris/{row.id}/qr-code"
        actions = [{"name": "generate-qr-code", "method": "GET", "url": url}]
        return {"qr_string": row.detail["qr"], "acquirer": "gopay", "actions": actions}
    if row.detail["bank"] == "permata":
        return {"permata_va_number": row.detail["va"]}
    return {"va_numbers": [{"bank": row.detail["bank"], "va_number": row.detail["va"]}]}


def stamp(at: datetime) -> str:
    """Return a time as Midtrans writes it: GMT+7, and not a word about it."""
    return f"{at.astimezone(GMT7):%Y-%m-%d %H:%M:%S}"


def _stop(request: HttpRequest, method: str) -> JsonResponse | None:
    if not has_key(request, settings.MIDTRANS_SERVER_KEY):
        return _error("401", "Transaction cannot be authorized with the current client/server key.")
    return None if request.method == method else _error("405", "Method not allowed")


def _gone() -> JsonResponse:
    return _error("404", "Transaction doesn't exist.")


def _error(code: str, message: str) -> JsonResponse:
    return JsonResponse({"status_code": code, "status_message": message, "id": str(uuid.uuid4())}, status=int(code))

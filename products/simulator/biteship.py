"""Biteship's API as far as the shop speaks it: rates, booking, and where a parcel is.

Parcels live in the cache: they are forgotten after a day, as a practice parcel should be.
"""

import json
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.utils.crypto import get_random_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

DAY = 86_400
SERVICES = (("jne", "JNE", "reg", "Reguler", 9_000, "1 - 2"), ("sicepat", "SiCepat", "reg", "Reguler", 8_500, "2 - 3"))
NEEDED = (
    "origin_contact_name", "origin_contact_phone", "origin_address", "origin_postal_code", "destination_contact_name",
    "destination_contact_phone", "destination_address", "destination_postal_code", "courier_company", "courier_type",
    "delivery_type", "items",
)  # fmt: skip


def _refused(error: str, code: int, status: int = 400) -> JsonResponse:
    return JsonResponse({"success": False, "error": error, "code": code}, status=status)


def _body(request: HttpRequest) -> dict[str, Any] | None:
    try:
        data = json.loads(request.body)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def _known(request: HttpRequest) -> bool:
    return bool(settings.BITESHIP_API_KEY) and request.headers.get("Authorization") == settings.BITESHIP_API_KEY


@csrf_exempt
@require_POST
def rates(request: HttpRequest) -> JsonResponse:
    """Price every courier that was asked for, by started kilograms."""
    if not _known(request):
        return _refused("Authorization failed", 40000001, 401)
    data = _body(request) or {}
    if not (data.get("origin_postal_code") and data.get("destination_postal_code") and data.get("items")):
        return _refused("Failed due to missing parameters", 40001001)
    grams = sum(int(item["weight"]) * int(item["quantity"]) for item in data["items"])
    kilograms = max(1, -(-grams // 1000))
    asked = str(data.get("couriers", "")).split(",")
    pricing = [
        {
            "company": code, "courier_code": code, "courier_name": name, "courier_service_code": service,
            "courier_service_name": words, "type": service, "price": first * kilograms, "currency": "IDR",
            "shipment_duration_range": days, "shipment_duration_unit": "days",
        }
        for code, name, service, words, first, days in SERVICES if code in asked
    ]  # fmt: skip
    return JsonResponse({"success": True, "object": "courier_pricing", "code": 20001003, "pricing": pricing})


@csrf_exempt
@require_POST
def create_order(request: HttpRequest) -> JsonResponse:
    """Book a parcel."""
    if not _known(request):
        return _refused("Authorization failed", 40000001, 401)
    data = _body(request) or {}
    missing = [name for name in NEEDED if not data.get(name)]
    if missing:
        return _refused(f"Missing: {', '.join(missing)}", 40002001)
    number, waybill = get_random_string(24, "0123456789abcdef"), f"WYB-{get_random_string(10, '0123456789')}"
    order = {
        "success": True, "object": "order", "id": number, "reference_id": data.get("reference_id"),
        "status": "confirmed", "price": 9_000,
        "courier": {"company": data["courier_company"], "type": data["courier_type"], "waybill_id": waybill},
    }  # fmt: skip
    cache.set(f"simulator-biteship:{number}", order, DAY)
    return JsonResponse(order)


@require_GET
def retrieve_order(request: HttpRequest, number: str) -> JsonResponse:
    """Say where a parcel is."""
    if not _known(request):
        return _refused("Authorization failed", 40000001, 401)
    order = cache.get(f"simulator-biteship:{number}")
    return JsonResponse(order) if order else _refused("Order not found", 40004001, 404)


def move(number: str, status: str) -> None:
    """Let a parcel come to `status`, for whoever plays the courier."""
    order = cache.get(f"simulator-biteship:{number}")
    cache.set(f"simulator-biteship:{number}", {**order, "status": status}, DAY)

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
# Where a parcel may come to, in their words and ours.
STEPS = ("confirmed", "allocated", "picking_up", "picked", "dropping_off", "on_hold", "delivered", "return_in_transit",
         "returned", "courier_not_found", "cancelled")  # fmt: skip
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
        "status": "confirmed", "price": _price(data),
        "courier": {
            "company": data["courier_company"], "type": data["courier_type"], "waybill_id": waybill,
            "link": request.build_absolute_uri(f"/simulasi/kurir/{number}/"),
        },
    }  # fmt: skip
    cache.set(f"simulator-biteship:{number}", order, DAY)
    # Every booking costs, whatever it is called: tests count them.
    cache.add("simulator-biteship-count", 0, DAY)
    cache.incr("simulator-biteship-count")
    return JsonResponse(order)


@require_GET
def retrieve_order(request: HttpRequest, number: str) -> JsonResponse:
    """Say where a parcel is."""
    if not _known(request):
        return _refused("Authorization failed", 40000001, 401)
    order = parcel(number)
    return JsonResponse(order) if order else _refused("Order not found", 40004001, 404)


def _price(data: dict[str, Any]) -> int:
    first = next((one[4] for one in SERVICES if one[0] == data["courier_company"]), 9_000)
    grams = sum(int(item["weight"]) * int(item["quantity"]) for item in data["items"])
    return first * max(1, -(-grams // 1000))


def parcel(number: str) -> dict[str, Any] | None:
    """Return a booked parcel, or None."""
    found: dict[str, Any] | None = cache.get(f"simulator-biteship:{number}")
    return found


def booked() -> int:
    """Return how many parcels have been booked since the cache was emptied."""
    return int(cache.get("simulator-biteship-count") or 0)


def move(number: str, status: str) -> None:
    """Let a parcel come to `status`, for whoever plays the courier."""
    cache.set(f"simulator-biteship:{number}", {**(parcel(number) or {}), "status": status}, DAY)

"""Biteship: https://biteship.com/en/docs. Amounts are whole rupiah, weights grams, lengths centimetres."""

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import requests
from django.conf import settings
from django.utils.translation import gettext as _

from products.orders.shipment_models import Tracking
from products.shipping.carriers.base import Booking, Down, Item, Party, Rate, Refused

MAX_BYTES = 1_000_000
MOST_RUPIAH = 100_000_000
# Their words, without the underscores and capitals in which documentation and messages differ.
WORDS = {
    "confirmed": Tracking.BOOKED, "scheduled": Tracking.BOOKED, "allocated": Tracking.BOOKED,
    "pickingup": Tracking.BOOKED, "picked": Tracking.PICKED, "droppingoff": Tracking.MOVING, "onhold": Tracking.HELD,
    "delivered": Tracking.DELIVERED, "returnintransit": Tracking.RETURNING, "returned": Tracking.RETURNING,
    "rejected": Tracking.LOST, "couriernotfound": Tracking.LOST, "cancelled": Tracking.LOST, "disposed": Tracking.LOST,
}  # fmt: skip

# Nobody fetched it, so what they took from our balance is back on it: their answer still names the price.
FREE = frozenset({"rejected", "couriernotfound", "cancelled"})


class Biteship:
    """The adapter. It never repeats a booking by itself: their API knows no idempotency key."""

    code = "biteship"

    def rates(self, *, origin: str, destination: str, items: Sequence[Item]) -> list[Rate]:
        """Return the services, cheapest first; one that cannot be read is left out."""
        body = {
            "origin_postal_code": int(origin), "destination_postal_code": int(destination),
            "couriers": settings.BITESHIP_COURIERS, "items": [_item(item) for item in items],
        }  # fmt: skip
        rows = _ask("POST", "/v1/rates/couriers", json=body).get("pricing")
        if not isinstance(rows, list):
            raise Down(_silent())
        return sorted(filter(None, map(_rate, rows)), key=lambda rate: (rate.rupiah, rate.courier, rate.service))

    def book(
        self, *, reference: str, sender: Party, receiver: Party, courier: str, service: str, items: Sequence[Item]
    ) -> Booking:
        """Book a pickup as soon as the courier can."""
        body = {
            "reference_id": reference, "origin_contact_name": sender.name, "origin_contact_phone": sender.phone,
            "origin_address": sender.address, "origin_postal_code": int(sender.postal_code),
            "destination_contact_name": receiver.name, "destination_contact_phone": receiver.phone,
            "destination_address": receiver.address, "destination_postal_code": int(receiver.postal_code),
            "courier_company": courier, "courier_type": service, "delivery_type": "now",
            "items": [_item(item) for item in items],
        }  # fmt: skip
        return _booking(_ask("POST", "/v1/orders", json=body))

    def fetch(self, booking_id: str) -> Booking:
        """Ask where it is."""
        if not re.fullmatch(r"[\w-]{1,60}", booking_id, re.ASCII):
            raise Refused(_("Nomor pemesanan kurir tidak dikenali."))
        return _booking(_ask("GET", f"/v1/orders/{booking_id}"))

    def told(self, headers: Mapping[str, str], body: bytes) -> str | None:
        """Read a message; the header and its value are those typed in at their dashboard."""
        secret = settings.BITESHIP_WEBHOOK_SECRET
        given = headers.get(settings.BITESHIP_WEBHOOK_HEADER, "")
        if not secret or not hmac.compare_digest(given.encode(), secret.encode()):
            return None
        try:
            data = json.loads(body)
        except ValueError:
            return None
        number = data.get("order_id") if isinstance(data, dict) else None
        return number if isinstance(number, str) and number else None


def _ask(method: str, path: str, **how: Any) -> dict[str, Any]:
    try:
        answer = requests.request(
            method, f"{settings.BITESHIP_API_BASE}{path}", headers={"Authorization": settings.BITESHIP_API_KEY},
            timeout=settings.BITESHIP_TIMEOUT_SECONDS, allow_redirects=False, **how,
        )  # fmt: skip
    except requests.RequestException as error:
        raise Down(_silent()) from error
    if answer.status_code == 429 or answer.status_code >= 500 or len(answer.content) > MAX_BYTES:
        raise Down(_silent())
    try:
        data = answer.json()
    except ValueError as error:
        raise Down(_silent()) from error
    if not isinstance(data, dict) or (answer.ok and not isinstance(data.get("success"), bool)):
        raise Down(_silent())
    if not answer.ok or data.get("success") is not True:
        why = RuntimeError(f"HTTP {answer.status_code} {str(data.get('error'))[:200]}")
        raise Refused(_("Layanan kurir menolak permintaan ini.")) from why
    return data


def _item(item: Item) -> dict[str, Any]:
    size = {"length": item.length, "width": item.width, "height": item.height}
    return {
        "name": item.name[:100], "value": item.value, "weight": item.weight, "quantity": item.quantity,
        **{name: ceil(value / 10) for name, value in size.items() if value},
    }  # fmt: skip


def _rate(row: Any) -> Rate | None:
    if not isinstance(row, dict):
        return None
    price, courier, service = _rupiah(row.get("price")), row.get("courier_code"), row.get("courier_service_code")
    if price is None:
        return None
    if not (isinstance(courier, str) and courier and isinstance(service, str) and service):
        return None
    name = f"{row.get('courier_name') or courier} {row.get('courier_service_name') or service}"
    return Rate(courier[:20], service[:20], name[:60], price, _days(row))


def _days(row: dict[str, Any]) -> tuple[int, int]:
    """Return days from `1 - 2` and `days`; hours and what nobody can read are no days."""
    said = str(row.get("shipment_duration_range") or "")
    span = re.fullmatch(r"\s*(\d{1,2})\s*(?:-\s*(\d{1,2})\s*)?", said, re.ASCII)
    if not span or row.get("shipment_duration_unit") != "days":
        return 0, 0
    return int(span[1]), int(span[2] or span[1])


def _booking(data: dict[str, Any]) -> Booking:
    courier = data.get("courier")
    courier = courier if isinstance(courier, dict) else {}
    waybill, link = courier.get("waybill_id"), str(courier.get("link") or "")
    number = data.get("id")
    if not isinstance(number, str) or not re.fullmatch(r"[\w-]{1,60}", number, re.ASCII):
        raise Down(_silent())
    word = re.sub(r"[^a-z]", "", str(data.get("status") or "").lower())
    return Booking(
        number,
        str(waybill or "")[:60],
        WORDS.get(word),
        str(data.get("reference_id") or "")[:40],
        link if re.match(r"https?://", link) and len(link) <= 300 else "",
        0 if word in FREE else _rupiah(data.get("price")),
    )


def _rupiah(price: Any) -> int | None:
    whole = isinstance(price, int) and not isinstance(price, bool)
    return price if whole and 0 <= price <= MOST_RUPIAH else None


def _silent() -> str:
    return _("Layanan kurir sedang tidak menjawab. Coba lagi sebentar lagi.")

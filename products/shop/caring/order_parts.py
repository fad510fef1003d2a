"""What an order page says of parcels, receipt, reviews and complaints, in at most three queries more."""

from typing import Any

from products.care.complaints.file import can_complain
from products.care.couriers import tracking_link
from products.care.queries import LineCare, care_of
from products.orders.models import Order, Shipment
from products.orders.states import Fulfilment

# Courier, number, and where it can be followed, empty where nobody knows.
Parcel = tuple[str, str, str]
SENT = frozenset({Fulfilment.TO_SHIP, Fulfilment.SHIPPED, Fulfilment.COMPLETED})


def with_care(orders: list[Order]) -> list[Order]:
    """Give each order `care`, and each of its lines `care`, for the parts of the page; return the orders."""
    said, parcels = care_of(orders), parcels_of(orders)
    for order in orders:
        held = False
        for line in order.lines.all():
            care = said.get(line.pk, LineCare())
            held = held or bool(care.complaint and care.complaint.is_open)
            line.care = _line(order, care)  # type: ignore[attr-defined]  # the template's contract
        order.care = {  # type: ignore[attr-defined]  # the template's contract
            "can_confirm": order.fulfilment == Fulfilment.SHIPPED and not held,
            "is_held": held,
            "parcels": parcels.get(order.pk) or _as_written(order),
            "is_shown": order.fulfilment in {Fulfilment.SHIPPED, Fulfilment.COMPLETED},
        }
    return orders


def parcels_of(orders: list[Order]) -> dict[int, list[Parcel]]:
    """Return each order's parcels in the order they left; one query, none while nothing can have left."""
    sent = [order.pk for order in orders if order.fulfilment in SENT]
    found: dict[int, list[Parcel]] = {}
    if sent:
        for row in Shipment.objects.filter(order__in=sent).order_by("shipped_at", "pk"):
            link = tracking_link(row.courier, row.tracking_number)
            found.setdefault(row.order_id, []).append((row.courier, row.tracking_number, link))
    return found


def _as_written(order: Order) -> list[Parcel]:
    """Return the one parcel of an order that was sent before parcels were written down one by one."""
    if not order.tracking_number:
        return []
    return [(order.courier, order.tracking_number, tracking_link(order.courier, order.tracking_number))]


def _line(order: Order, care: LineCare) -> dict[str, Any]:
    return {
        "review": care.review,
        "complaint": care.complaint,
        "can_review": order.fulfilment == Fulfilment.COMPLETED and care.review is None,
        "can_complain": can_complain(order) and not (care.complaint and care.complaint.is_open),
    }

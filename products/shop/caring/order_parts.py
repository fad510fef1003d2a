"""What an order page says of receipt, reviews and complaints, in at most two queries more."""

from typing import Any

from products.care.complaints.file import can_complain
from products.care.couriers import tracking_link
from products.care.queries import LineCare, care_of
from products.orders.models import Order
from products.orders.states import Fulfilment


def with_care(orders: list[Order]) -> list[Order]:
    """Give each order `care`, and each of its lines `care`, for the parts of the page; return the orders."""
    said = care_of(orders)
    for order in orders:
        held = False
        for line in order.lines.all():
            care = said.get(line.pk, LineCare())
            held = held or bool(care.complaint and care.complaint.is_open)
            line.care = _line(order, care)  # type: ignore[attr-defined]  # the template's contract
        order.care = {  # type: ignore[attr-defined]  # the template's contract
            "can_confirm": order.fulfilment == Fulfilment.SHIPPED and not held,
            "is_held": held,
            "tracking": tracking_link(order.courier, order.tracking_number),
            "is_shown": order.fulfilment in {Fulfilment.SHIPPED, Fulfilment.COMPLETED},
        }
    return orders


def _line(order: Order, care: LineCare) -> dict[str, Any]:
    return {
        "review": care.review,
        "complaint": care.complaint,
        "can_review": order.fulfilment == Fulfilment.COMPLETED and care.review is None,
        "can_complain": can_complain(order) and not (care.complaint and care.complaint.is_open),
    }

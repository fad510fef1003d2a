"""The seller's three steps: accept, ship, complete."""

from typing import Any

from django.db import transaction

from products.orders import messages
from products.orders.hand_over import hand_over
from products.orders.models import Order
from products.orders.states import Fulfilment
from products.orders.transition import move_order
from rumah.core.locking import locked_one


def _step(order: Order, to: Fulfilment, actor: Any) -> Order:
    with transaction.atomic():
        row = locked_one(Order.objects.filter(pk=order.pk).select_related("purchase"))
        if row.fulfilment == to:
            return row
        move_order(row, to, actor=actor)
        messages.moved(row)
        return row


def accept(*, order: Order, actor: Any) -> Order:
    """Take the order on. Twice is once. Raises Conflict in a state that does not allow it."""
    return _step(order, Fulfilment.TO_SHIP, actor)


def ship(*, order: Order, actor: Any, courier: str = "", tracking_number: str = "") -> Order:
    """Hand over all that is left of it. Twice is once. Raises DomainError when a parcel has no courier."""
    return hand_over(order=order, actor=actor, courier=courier, tracking_number=tracking_number)


def complete(*, order: Order, actor: Any = None) -> Order:
    """Close the order: the buyer has the goods."""
    return _step(order, Fulfilment.COMPLETED, actor)

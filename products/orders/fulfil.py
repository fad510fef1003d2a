"""The seller's three steps: accept, ship, complete."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.orders import messages
from products.orders.models import Order
from products.orders.states import Delivery, Fulfilment
from products.orders.transition import move_order
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_line


def _step(order: Order, to: Fulfilment, actor: Any, courier: str = "", tracking: str = "") -> Order:
    with transaction.atomic():
        row = locked_one(Order.objects.filter(pk=order.pk).select_related("purchase"))
        if row.fulfilment == to:
            return row
        row.courier, row.tracking_number = courier or row.courier, tracking or row.tracking_number
        move_order(row, to, actor=actor)
        messages.moved(row)
        return row


def accept(*, order: Order, actor: Any) -> Order:
    """Take the order on. Twice is once. Raises Conflict in a state that does not allow it."""
    return _step(order, Fulfilment.TO_SHIP, actor)


def ship(*, order: Order, actor: Any, courier: str = "", tracking_number: str = "") -> Order:
    """Hand it to a courier, or lay it ready for pickup. Raises DomainError when a parcel has no courier."""
    courier, tracking = clean_line(courier)[:40], clean_line(tracking_number)[:60]
    if order.delivery == Delivery.SHIP and not courier:
        raise DomainError(Problem(_("Tulis nama kurir yang membawa paket."), "courier"))
    by_hand = _("diantar penjual") if order.delivery == Delivery.OWN else _("ambil sendiri")
    return _step(order, Fulfilment.SHIPPED, actor, courier or by_hand, tracking)


def complete(*, order: Order, actor: Any = None) -> Order:
    """Close the order: the buyer has the goods."""
    return _step(order, Fulfilment.COMPLETED, actor)

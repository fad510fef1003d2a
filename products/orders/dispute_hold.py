"""While a complaint is open the clock may not close its order, and with it release the money."""

from typing import Any

from django.db import transaction

from products.orders.models import Order
from rumah.core import audit
from rumah.core.locking import locked_one


def hold(*, order: Order, actor: Any = None) -> Order:
    """Keep the order from being completed. Twice is once."""
    return _set(order, actor, to=True)


def unhold(*, order: Order, actor: Any = None) -> Order:
    """Let it go again. Twice is once."""
    return _set(order, actor, to=False)


def _set(order: Order, actor: Any, *, to: bool) -> Order:
    with transaction.atomic():
        row = locked_one(Order.objects.filter(pk=order.pk))
        if row.held_by_dispute != to:
            row.held_by_dispute = to
            row.save(update_fields=["held_by_dispute"])
            audit.record("orders.dispute_hold" if to else "orders.dispute_unhold", row, actor=actor)
        return row

"""Note that an order is packed and its slip printed: what is left is to hand it over."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.orders.models import Order
from products.orders.states import Fulfilment
from rumah.core import audit, clock
from rumah.core.errors import Conflict
from rumah.core.locking import locked_one


def pack(*, order: Order, actor: Any) -> Order:
    """Note it. Twice is once. Raises Conflict for an order that is not to be shipped."""
    with transaction.atomic():
        row = locked_one(Order.objects.filter(pk=order.pk))
        if row.fulfilment != Fulfilment.TO_SHIP:
            text = _("Pesanan ini sekarang %(state)s, jadi hal itu tidak bisa dilakukan.")
            raise Conflict(text % {"state": row.get_fulfilment_display()})
        if row.packed_at is None:
            row.packed_at = clock.now()
            row.save(update_fields=["packed_at"])
            audit.record("orders.pack", row, actor=actor)
        return row

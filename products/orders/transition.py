"""Move a purchase or an order from one word to the next, by the tables of states.py and nothing else."""

from typing import Any

from django.utils.translation import gettext as _

from products.orders.models import Order, Purchase
from products.orders.states import FULFILMENT_ALLOWED, PAYMENT_ALLOWED
from rumah.core import audit, clock
from rumah.core.errors import Conflict


def move_payment(purchase: Purchase, to: str, *, actor: Any = None, **data: Any) -> None:
    """Move a locked purchase. Raises Conflict when the table does not allow it."""
    if to not in PAYMENT_ALLOWED[purchase.payment_state]:
        text = _("Pembelian ini sekarang %(state)s, jadi hal itu tidak bisa dilakukan.")
        raise Conflict(text % {"state": purchase.get_payment_state_display()})
    before, purchase.payment_state = purchase.payment_state, to
    purchase.save(update_fields=["payment_state", "paid_at"])
    audit.record("orders.payment", purchase, actor=actor, before=before, after=to, **data)


def move_order(order: Order, to: str, *, actor: Any = None, **data: Any) -> None:
    """Move a locked order. Raises Conflict when the table does not allow it."""
    if to not in FULFILMENT_ALLOWED[order.fulfilment]:
        text = _("Pesanan ini sekarang %(state)s, jadi hal itu tidak bisa dilakukan.")
        raise Conflict(text % {"state": order.get_fulfilment_display()})
    before, order.fulfilment = order.fulfilment, to
    order.changed_at = clock.now()
    order.save(update_fields=["fulfilment", "changed_at", "courier", "tracking_number"])
    audit.record("orders.fulfilment", order, actor=actor, before=before, after=to, **data)

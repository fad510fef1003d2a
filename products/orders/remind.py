"""Remind sellers of orders that wait for them, once each, before their time is over."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from products.orders import messages
from products.orders.deadline import accept_by, nearly_overdue
from products.orders.models import Order
from rumah.core import clock

BATCH = 200


def remind_due() -> int:
    """Queue a reminder for every order that is nearly overdue; return how many."""
    return sum(_remind(order) for order in nearly_overdue().select_related("business")[:BATCH])


def _remind(order: Order) -> int:
    until = accept_by(order)
    if until is None:
        return 0
    with transaction.atomic():
        # Repeated in the write: it may be accepted by now, or another worker may be quicker.
        mine = Order.objects.filter(pk=order.pk, fulfilment=order.fulfilment, reminded_at=None)
        if not mine.update(reminded_at=clock.now()):
            return 0
        with translation.override("id"):
            time = f"{clock.local(until):%d-%m-%Y %H.%M}"
            text = _("Pesanan %(number)s belum diterima. Terima sebelum %(time)s WIB, atau dana pembeli dikembalikan.")
            messages.to_seller(order, "remind", text % {"number": order.number, "time": time})
    return 1

"""How long a seller may let a paid order lie."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from products.orders.models import Order
from products.orders.states import Fulfilment
from rumah.core import clock


def accept_by(order: Order) -> datetime | None:
    """Return until when it must be accepted; None when it is not waiting for that."""
    if order.fulfilment != Fulfilment.TO_ACCEPT:
        return None
    return order.changed_at + timedelta(days=settings.ACCEPT_WITHIN_DAYS)


def overdue() -> QuerySet[Order]:
    """Return the orders nobody accepted in time, oldest first."""
    since = clock.now() - timedelta(days=settings.ACCEPT_WITHIN_DAYS)
    return Order.objects.filter(fulfilment=Fulfilment.TO_ACCEPT, changed_at__lte=since).order_by("changed_at")


def nearly_overdue() -> QuerySet[Order]:
    """Return the orders whose seller should be reminded now and was not yet, oldest first."""
    within = timedelta(days=settings.ACCEPT_WITHIN_DAYS) - timedelta(hours=settings.ACCEPT_REMIND_HOURS)
    waiting = Order.objects.filter(fulfilment=Fulfilment.TO_ACCEPT, reminded_at=None)
    return waiting.filter(changed_at__lte=clock.now() - within).order_by("changed_at")

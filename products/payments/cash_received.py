"""The seller has the buyer's cash: note it, and write it into the books, in one transaction."""

from typing import Any

from django.db import transaction

from products.orders import cash
from products.orders.models import Order
from products.payments import book
from products.payments.earn import earn


def cash_received(*, order: Order, actor: Any) -> Order:
    """Do what `orders.cash.received` does, with the money booked. Twice is once. Raises what that raises."""
    with transaction.atomic():
        row = cash.received(order=order, actor=actor)
        book.cash_received(row)
        earn(row)
        return row

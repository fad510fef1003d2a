"""Reads for the faces: a purchase with all its parts, a buyer's purchases."""

from typing import Any

from django.db.models import Prefetch

from products.orders.models import Order, OrderLine, Purchase
from rumah.core import keyset


def orders_with_lines(purchase: Purchase) -> list[Order]:
    """Return the purchase's orders with business and lines (product slug included), in two queries."""
    lines = OrderLine.objects.select_related("variant__product", "variant__photo").order_by("pk")
    orders = Order.objects.filter(purchase=purchase).select_related("business").order_by("pk")
    return list(orders.prefetch_related(Prefetch("lines", queryset=lines)))


def purchases_of(user: Any, *, cursor: str = "", size: int = 20) -> keyset.Page[Purchase]:
    """Return a person's purchases, newest first."""
    return keyset.page(user.purchases.all(), order=("-placed_at", "-id"), cursor=cursor, size=size)


def purchases_with_orders(user: Any, *, cursor: str = "", size: int = 20) -> keyset.Page[Purchase]:
    """Return a person's purchases, newest first, with orders, sellers and lines, in three queries."""
    orders = Order.objects.select_related("business").order_by("pk").prefetch_related("lines")
    rows = user.purchases.prefetch_related(Prefetch("orders", queryset=orders))
    return keyset.page(rows, order=("-placed_at", "-id"), cursor=cursor, size=size)

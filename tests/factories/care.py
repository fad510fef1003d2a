"""Orders that went their way, for what happens after the purchase."""

import io
from typing import Any

from django.db import transaction
from PIL import Image

from products.catalogue.models import Variant
from products.orders.fulfil import accept, complete, ship
from products.orders.models import Order, OrderLine, Purchase
from products.orders.paid import paid
from rumah.core import clock
from rumah.core.locking import locked_one
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import buy


def received(variant: Variant | None = None, quantity: int = 2, *, upto: str = "completed", **kwargs: Any) -> OrderLine:
    """Buy, pay and send one line; `upto` is paid, shipped or completed. The price is 15.000 a piece unless told."""
    purchase = buy({variant or VariantFactory(): quantity}, **kwargs)
    with transaction.atomic():
        paid(purchase=locked_one(Purchase.objects.filter(pk=purchase.pk)), at=clock.now())
    order = Order.objects.select_related("purchase").get(purchase=purchase)
    if upto != "paid":
        accept(order=order, actor=None)
        ship(order=order, actor=None, courier="JNE")
    if upto == "completed":
        complete(order=order)
    return OrderLine.objects.select_related("order__purchase", "order__business", "variant__product").get(order=order)


def photo(colour: str = "teal") -> bytes:
    """A small JPEG; another colour is another file."""
    out = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(out, "JPEG")
    return out.getvalue()

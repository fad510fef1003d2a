"""Orders that went their way, for what happens after the purchase."""

import io
from typing import Any

from PIL import Image

from products.catalogue.models import Variant
from products.orders.fulfil import accept, ship
from products.orders.models import OrderLine
from products.payments.complete import complete
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought


def received(variant: Variant | None = None, quantity: int = 2, *, upto: str = "completed", **kwargs: Any) -> OrderLine:
    """Buy, pay and send one line; `upto` is paid, shipped or completed. The price is 15.000 a piece unless told."""
    _purchase, (order,) = bought({variant or VariantFactory(): quantity}, **kwargs)
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

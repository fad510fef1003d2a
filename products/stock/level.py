"""Say how many pieces are on the shelf."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue.models import Product, Variant
from products.stock.availability import refresh_in_stock
from products.stock.models import StockLevel
from rumah.core import audit
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.pagecache import forget_pages

MAX_PIECES = 1_000_000


def set_on_hand(*, variant: Variant, on_hand: int, actor: Any) -> StockLevel:
    """Set the counted pieces of `variant`, those promised to buyers included.

    Raises DomainError (field `stock`) for a number out of range or below what is promised.
    """
    if not 0 <= on_hand <= MAX_PIECES:
        raise DomainError(Problem(_("Stok harus antara 0 dan 1.000.000."), "stock"))
    with transaction.atomic():
        shelf = locked_shelf(variant)
        if on_hand < shelf.reserved and not shelf.to_order:
            text = _("%(count)d buah sudah dipesan pembeli; stok tidak bisa lebih kecil dari itu.")
            raise DomainError(Problem(text % {"count": shelf.reserved}, "stock"))
        if on_hand != shelf.on_hand:
            audit.record("stock.set", variant, actor=actor, before=shelf.on_hand, after=on_hand)
            shelf.on_hand = on_hand
            shelf.save(update_fields=["on_hand"])
            if refresh_in_stock([variant.product_id]):
                transaction.on_commit(forget_pages)
        return shelf


def locked_shelf(variant: Variant) -> StockLevel:
    """Lock and return the variant's shelf; a new one knows whether its product is made when it is ordered."""
    to_order = Product.objects.filter(pk=variant.product_id, made_in_days__isnull=False)
    if not StockLevel.objects.filter(pk=variant.pk).exists():
        StockLevel.objects.get_or_create(variant=variant, defaults={"to_order": to_order.exists()})
    return locked_one(StockLevel.objects.filter(pk=variant.pk))

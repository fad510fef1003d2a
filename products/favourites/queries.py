"""Reads of favourites: cards in the order a person or a cookie keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from products.catalogue.cards import Card, as_cards
from products.catalogue.models import Product, Variant
from products.favourites.models import StockNotice
from rumah.core import keyset


@dataclass(frozen=True, slots=True)
class Cards:
    """One page of products as cards show them; `gone` is how many kept ones are not sold any more."""

    rows: list[Card]
    next_cursor: str = ""
    gone: int = 0


def cards(product_ids: Sequence[int]) -> Cards:
    """Return the listed ones of these products in the order given, in one query."""
    if not product_ids:
        return Cards([])
    found = as_cards(Product.objects.filter(pk__in=set(product_ids), is_listed=True))
    known = {row.id: Card._make(row) for row in found}
    rows = [known[pk] for pk in dict.fromkeys(product_ids) if pk in known]
    return Cards(rows, gone=len(set(product_ids)) - len(rows))


def favourites_of(user: Any, *, cursor: str = "", size: int = 24) -> Cards:
    """Return a person's favourites, newest first, in two queries."""
    page = keyset.page(user.favourites.all(), order=("-added_at", "-id"), cursor=cursor, size=size)
    shown = cards([row.product_id for row in page.rows])
    return Cards(shown.rows, page.next_cursor, shown.gone)


def sold_out(variant_id: int) -> tuple[Variant | None, bool]:
    """Return the variant of a listed product, and whether none of it is free."""
    found = Variant.objects.filter(pk=variant_id, is_active=True, product__is_listed=True)
    variant = found.select_related("product__business", "stock").first()
    free = variant.stock.free if variant and hasattr(variant, "stock") else 0
    return variant, free <= 0


def notices_of(user: Any) -> list[StockNotice]:
    """Return the notices a person waits for, in one query."""
    waiting = StockNotice.objects.filter(user=user, state=StockNotice.State.WAITING)
    return list(waiting.select_related("variant__product").order_by("-pk")[:50])

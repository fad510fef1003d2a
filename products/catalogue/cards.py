"""A product as every list shows it: the few columns of a card, and nothing a card does not show."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from products.catalogue.models import Product


class Card(NamedTuple):
    """One product in a list. Equal cards look equal, so whoever draws one may remember the drawing."""

    id: int
    slug: str
    name: str
    min_price: int
    max_price: int
    in_stock: bool
    halal: str
    card_photo: str
    card_alt: str
    district_code: str
    category_id: int
    listed_at: datetime
    business_name: str
    business_slug: str

    def get_absolute_url(self) -> str:
        """Return the public address."""
        return f"/produk/{self.slug}/"


def as_cards(products: QuerySet[Product]) -> "QuerySet[Product, Any]":
    """Return rows with a card's fields in its order; `Card._make` turns each into a card."""
    named = products.annotate(business_name=F("business__name"), business_slug=F("business__slug"))
    return named.values_list(*Card._fields, named=True)

"""Which products an owner asked to see."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict

from products.catalogue.models import Product, Variant
from products.catalogue.search.documents import INDEX
from products.catalogue.states import Status
from products.stock.low import IS_LOW
from products.stock.models import StockLevel
from rumah.businesses.models import Business
from rumah.core import keyset
from rumah.core.search.words import query_words

ORDER = ("-created_at", "-id")
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """Words, a status (empty: all but the archive), and whether only what runs low."""

    q: str = ""
    status: str = ""
    low: bool = False

    @property
    def query(self) -> str:
        """The same as part of an address."""
        parts = {"q": self.q, "status": self.status, "menipis": "1" if self.low else ""}
        return urlencode({name: value for name, value in parts.items() if value})


def read(data: QueryDict) -> Asked:
    """Read what was asked; what makes no sense is no filter."""
    status = data.get("status", "")
    return Asked(
        data.get("q", "").strip()[:LONGEST], status if status in Status.values else "", data.get("menipis") == "1"
    )


def asked_products(business: Business, asked: Asked) -> QuerySet[Product]:
    """Return the business's products that fit; code and SKU are found by their beginning, words by the index."""
    rows: QuerySet[Product] = business.products.all()
    rows = rows.filter(status=asked.status) if asked.status else rows.exclude(status=Status.ARCHIVED)
    if asked.low:
        low = StockLevel.objects.filter(IS_LOW, variant__is_active=True, variant__product=OuterRef("pk"))
        rows = rows.filter(Exists(low))
    if words := query_words(asked.q):
        sku = Variant.objects.filter(product=OuterRef("pk"), sku__istartswith=asked.q)
        named = INDEX.filter(business.products.all(), words).values("pk")
        rows = rows.filter(Q(pk__in=named) | Q(code__istartswith=asked.q) | Exists(sku))
    return rows


def page(business: Business, asked: Asked, cursor: str) -> keyset.Page[Any]:
    """Return one page with variants and stock, in two queries."""
    variants = Variant.objects.filter(is_active=True).select_related("stock")
    rows = (
        asked_products(business, asked).defer("description").prefetch_related(Prefetch("variants", queryset=variants))
    )
    return keyset.page(rows, order=ORDER, cursor=cursor)

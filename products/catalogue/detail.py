"""Everything the page of one product says."""

from dataclasses import dataclass

from django.db.models import Q

from products.catalogue import categories
from products.catalogue.cards import Card, as_cards
from products.catalogue.models import Product, ProductPhoto, Variant
from rumah.businesses.models import Permit
from rumah.core import clock

OTHERS = 8
# What the page and the API say of a product and its business; the rest of both rows (the story, dates) is not read.
SHOWN = (
    "name", "slug", "code", "description", "halal", "business_id", "category_id", "min_price", "max_price", "in_stock",
    "district_code", "card_photo", "card_alt", "business__name", "business__slug", "business__phone",
    "business__region_code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """A listed product (with business, category and its parent) and what belongs to it.

    Variants are the active ones with their `stock` read; permits those shown on this offer and still valid; `others`
    are listed products of the same business.
    """

    product: Product
    variants: list[Variant]
    photos: list[ProductPhoto]
    permits: list[Permit]
    others: list[Card]

    @property
    def tags(self) -> list[str]:
        """The product's tags by name; one query, only for who asks."""
        return sorted(self.product.tags.names())


def product_detail(slug: str) -> ProductDetail | None:
    """Return the product with this slug in five queries, or None when it is not on the shelf."""
    listed = Product.objects.filter(slug=slug, is_listed=True)
    product = next(iter(listed.select_related("business").only(*SHOWN)), None)
    if product is None:
        return None
    _categorise(product)
    valid = Q(expires_on=None) | Q(expires_on__gte=clock.today())
    others = Product.objects.filter(business=product.business_id, is_listed=True).exclude(pk=product.pk)
    return ProductDetail(
        product=product,
        variants=list(product.variants.filter(is_active=True).select_related("stock")),
        photos=list(product.photos.only("product_id", "alt", "renditions")),
        permits=list(product.permits.filter(valid).order_by("kind", "number")),
        others=[Card._make(row) for row in as_cards(others.order_by("-listed_at", "-id"))[:OTHERS]],
    )


def _categorise(product: Product) -> None:
    """Give the product its category and the category its root from the tree at hand, instead of two joins."""
    known = {category.pk: category for category in categories.tree()}
    if leaf := known.get(product.category_id):
        product.category = leaf
        leaf.parent = known.get(leaf.parent_id) if leaf.parent_id else None

"""Everything the page of one product says."""

from dataclasses import dataclass

from django.db.models import F, Q

from products.catalogue.models import Product, ProductPhoto, Variant
from rumah.businesses.models import Permit
from rumah.core import clock

OTHERS = 8


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """A listed product (with business, category and its parent) and what belongs to it.

    Variants are the active ones with their `stock` read; permits those shown on this offer and still valid; `others`
    are listed products of the same business, rows as in a listing.
    """

    product: Product
    variants: list[Variant]
    photos: list[ProductPhoto]
    permits: list[Permit]
    others: list[Product]

    @property
    def tags(self) -> list[str]:
        """The product's tags by name; one query, only for who asks."""
        return sorted(self.product.tags.names())


def product_detail(slug: str) -> ProductDetail | None:
    """Return the product with this slug in five queries, or None when it is not on the shelf."""
    product = (
        Product.objects.filter(slug=slug, is_listed=True).select_related("business", "category__parent").first()
    )  # fmt: skip
    if product is None:
        return None
    valid = Q(expires_on=None) | Q(expires_on__gte=clock.today())
    others = Product.objects.filter(business=product.business_id, is_listed=True).exclude(pk=product.pk)
    return ProductDetail(
        product=product,
        variants=list(product.variants.filter(is_active=True).select_related("stock")),
        photos=list(product.photos.all()),
        permits=list(product.permits.filter(valid).order_by("kind", "number")),
        others=list(
            others.order_by("-listed_at", "-id").defer("description")
            .annotate(business_name=F("business__name"), business_slug=F("business__slug"))[:OTHERS]
        ),
    )  # fmt: skip

"""Everything the page of one product says."""

from dataclasses import dataclass
from functools import cache as once

from django.core.cache import cache

from products.catalogue import categories
from products.catalogue.cards import Card, as_cards
from products.catalogue.models import NEVER, Product, ProductPhoto, Variant
from products.catalogue.states import Status
from rumah.businesses.models import Permit
from rumah.core import clock
from rumah.core.prepared import Prepared

OTHERS = 8
SECONDS = 60
# Long texts and dates that neither the page nor the API shows; the rest of both rows is read.
UNREAD = (
    "published_at", "created_at", "updated_at", "business__story", "business__created_at", "business__updated_at",
    "business__submitted_at", "business__verified_at", "business__standing_reason",
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


VARIANTS = Prepared(lambda product: Variant.objects.filter(product=product, is_active=True).select_related("stock"))
PHOTOS = Prepared(lambda product: ProductPhoto.objects.filter(product=product).only("product_id", "alt", "renditions"))
PERMITS = Prepared(lambda product: Permit.objects.filter(products=product).order_by("kind", "number"))
NEWEST = Prepared(
    lambda business: as_cards(Product.objects.filter(business=business, is_listed=True).order_by("-listed_at", "-id"))[
        : OTHERS + 1
    ]
)


def product_detail(slug: str, *, joined: tuple[str, ...] = ()) -> ProductDetail | None:
    """Return the product with this slug in five queries, four where its seller's others are at hand.

    None when it is not on the shelf. `joined` names relations of the storeys above that the caller will ask for, such
    as how the seller delivers: they come with the first query.
    """
    product = _listed(joined).first(slug=slug)
    if product is None:
        return None
    _categorise(product)
    today = clock.today()
    return ProductDetail(
        product=product,
        variants=VARIANTS(product=product.pk),
        photos=PHOTOS(product=product.pk),
        permits=[
            permit for permit in PERMITS(product=product.pk) if not permit.expires_on or permit.expires_on >= today
        ],
        others=[card for card in _newest_of(product.business_id) if card.id != product.pk][:OTHERS],
    )


def was_archived(slug: str) -> bool:
    """Whether the product with this slug was put away by its owner after it had been on the shelf."""
    return Product.objects.filter(slug=slug, status=Status.ARCHIVED, published_at__isnull=False).exists()


def has_left(slug: str) -> bool:
    """Whether the product with this slug was on the shelf once and is not now."""
    return Product.objects.filter(slug=slug, is_listed=False, listed_at__gt=NEVER).exists()


@once
def _listed(joined: tuple[str, ...]) -> Prepared[Product]:
    return Prepared(
        lambda slug: (
            Product.objects.filter(slug=slug, is_listed=True).select_related("business", *joined).defer(*UNREAD)
        )
    )


def _newest_of(business_id: int) -> list[Card]:
    """Return the business's newest products, kept for a minute: who looks at one of them looks at others."""
    key = f"catalogue:newest:{business_id}"
    kept: list[Card] | None = cache.get(key)
    if kept is None:
        kept = [Card._make(row) for row in NEWEST(business=business_id)]
        cache.set(key, kept, SECONDS)
    return kept


def _categorise(product: Product) -> None:
    """Give the product its category and the category its root from the tree at hand, instead of two joins."""
    known = {category.pk: category for category in categories.tree()}
    if leaf := known.get(product.category_id):
        product.category = leaf
        leaf.parent = known.get(leaf.parent_id) if leaf.parent_id else None

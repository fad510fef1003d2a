"""What a list of products is narrowed by."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import Q, QuerySet

from products.catalogue import categories
from products.catalogue.models import Product
from products.catalogue.states import Halal
from rumah.businesses.models import Business

Sort = Literal["newest", "cheapest", "dearest", "relevance"]


@dataclass(frozen=True, slots=True)
class Filters:
    """`category` and `business` are slugs, `district` and `region` Kemendagri codes, prices rupiah (inclusive)."""

    q: str = ""
    category: str = ""
    district: str = ""
    region: str = ""
    business: str = ""
    min_price: int | None = None
    max_price: int | None = None
    halal: bool = False
    permit: bool = False
    in_stock: bool = False
    sort: str = "newest"

    @property
    def has_query(self) -> bool:
        """Whether something is looked for."""
        return bool(self.q.strip())


def base(filters: Filters) -> QuerySet[Product]:
    """Return listed products, of the one business if one is asked for."""
    listed = Product.objects.filter(is_listed=True)
    if filters.business:
        # As a value the planner knows: then it walks that business's own index.
        listed = listed.filter(business=Business.objects.filter(slug=filters.business).values("pk")[:1])
    return listed


def conditions(filters: Filters) -> Q:
    """Return the conditions on the product's own columns."""
    wanted = region_condition(filters)
    if filters.category:
        wanted &= Q(category__in=categories.within(filters.category))
    if filters.district:
        wanted &= Q(district_code=filters.district)
    if filters.min_price is not None:
        wanted &= Q(min_price__gte=filters.min_price)
    if filters.max_price is not None:
        wanted &= Q(min_price__lte=filters.max_price)
    if filters.halal:
        wanted &= Q(halal=Halal.CERTIFIED)
    if filters.permit:
        wanted &= Q(has_permit=True)
    if filters.in_stock:
        wanted &= Q(in_stock=True)
    return wanted


def region_condition(filters: Filters) -> Q:
    """Return the condition for a region of any level down to the district."""
    if not filters.region:
        return Q()
    return Q(district_code=filters.region) | Q(district_code__startswith=f"{filters.region}.")

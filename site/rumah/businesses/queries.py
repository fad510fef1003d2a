"""What others read of businesses: the directory and one profile. Verified businesses only."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from rumah.businesses.models import Business, Permit
from rumah.businesses.search import INDEX
from rumah.businesses.states import Standing
from rumah.core import clock, keyset
from rumah.core.search.words import query_words

ORDERS: dict[str, tuple[str, ...]] = {"name": ("name", "id"), "newest": ("-verified_at", "-id")}


@dataclass(frozen=True, slots=True)
class BusinessFilters:
    """`sector` is a word of `states.Sector`, `district` and `region` Kemendagri codes, `sort` name or newest."""

    q: str = ""
    sector: str = ""
    district: str = ""
    region: str = ""
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class BusinessListing:
    """One page of the directory; each row keeps its `product_count`."""

    rows: list[Business] = field(default_factory=list)
    next_cursor: str = ""


@dataclass(frozen=True, slots=True)
class BusinessProfile:
    """A verified business with what its profile shows: permits still valid, and its tags by name."""

    business: Business
    permits: list[Permit]
    tags: list[str]


def list_businesses(filters: BusinessFilters, *, cursor: str = "", size: int = 24) -> BusinessListing:
    """Return the page of verified businesses after `cursor`, in one query. Any text is a valid query."""
    found = Business.objects.filter(_conditions(filters)).defer("story")
    if filters.q.strip():
        words = query_words(filters.q)
        if not words:
            return BusinessListing()
        found = INDEX.filter(found, words)
    page = keyset.page(found, order=ORDERS.get(filters.sort, ORDERS["name"]), cursor=cursor, size=size)
    return BusinessListing(page.rows, page.next_cursor)


def _conditions(filters: BusinessFilters) -> Q:
    wanted = Q(standing=Standing.VERIFIED)
    if filters.sector:
        wanted &= Q(sector=filters.sector)
    if filters.district:
        wanted &= Q(district_code=filters.district)
    if filters.region:
        wanted &= Q(region_code=filters.region) | Q(region_code__startswith=f"{filters.region}.")
    return wanted


def business_profile(slug: str) -> BusinessProfile | None:
    """Return the business with this slug in three queries, or None when strangers may not see it."""
    business = Business.objects.filter(slug=slug, standing=Standing.VERIFIED).first()
    if business is None:
        return None
    return BusinessProfile(business, valid_permits(business), sorted(business.tags.names()))


def is_resting(slug: str) -> bool:
    """Whether the business with this slug was shown to strangers once and is suspended now."""
    return Business.objects.filter(slug=slug, standing=Standing.SUSPENDED, verified_at__isnull=False).exists()


def businesses_like(words: Sequence[str], *, most: int = 4) -> list[Business]:
    """Return at most four verified businesses that have all of the words, else the first; at most two queries."""
    shown = Business.objects.filter(standing=Standing.VERIFIED).only("name", "slug")
    for count in dict.fromkeys((len(words), 1)):
        if rows := list(INDEX.filter(shown, words[:count])[:most]):
            return rows
    return []


def valid_permits(business: Business) -> list[Permit]:
    """Return the permits strangers may see: those still valid."""
    valid = Q(expires_on=None) | Q(expires_on__gte=clock.today())
    return list(business.permits.filter(valid).defer("file").order_by("kind", "number"))

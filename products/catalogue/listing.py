"""One page of products."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import F, QuerySet

from products.catalogue.counts import facets, few, name_is_capped
from products.catalogue.filters import Filters, base, conditions
from products.catalogue.models import Product
from products.catalogue.search.documents import INDEX
from products.catalogue.search.understand import understand
from products.catalogue.suggesting import Suggestions, suggest
from rumah.core import keyset
from rumah.core.search.index import Part

NEWEST = ("-listed_at", "-id")
ORDERS: dict[str, tuple[str, ...]] = {
    "newest": NEWEST,
    "cheapest": ("min_price", "id"),
    "dearest": ("-min_price", "id"),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """`rows` have `business_name` and `business_slug`. `total` is a lower bound when `is_capped`.

    `corrected` is the query that was answered instead of the one typed, else empty; `suggestions` are there when no
    product fits.
    """

    rows: list[Product]
    next_cursor: str = ""
    total: int = 0
    is_capped: bool = False
    corrected: str = ""
    suggestions: Suggestions = field(default_factory=Suggestions)


def list_products(filters: Filters, *, cursor: str = "", size: int = 24) -> Listing:
    """Return the page of listed products after `cursor`. Any text is a valid query; a bad cursor is the first page."""
    understood = understand(filters.q)
    words = understood.words
    if filters.has_query and not words:
        return Listing([], suggestions=suggest(filters.q))
    if words and filters.sort == "relevance":
        page = _by_relevance(filters, words, cursor, size)
    else:
        page = keyset.page(_part(filters, words), order=ORDERS.get(filters.sort, NEWEST), cursor=cursor, size=size)
    if not page.rows and not cursor:
        return Listing([], suggestions=suggest(filters.q))
    total, is_capped = _total(filters, page, is_first=not cursor)
    return Listing(page.rows, page.next_cursor, total, is_capped, understood.corrected)


def _part(filters: Filters, words: Sequence[str], part: Part = "all") -> QuerySet[Product]:
    """Return what fits all filters, so written that PostgreSQL reads little whether the words are common or rare."""
    if not words:
        found = base(filters)
    elif not facets(filters).is_capped or (part == "name" and len(words) > 1 and not name_is_capped(filters, words)):
        found = few(filters, words, part)
    else:
        found = INDEX.filter(base(filters), words, part)
    return _with_business(found.filter(conditions(filters)))


def _with_business(products: QuerySet[Product]) -> QuerySet[Product]:
    return products.annotate(business_name=F("business__name"), business_slug=F("business__slug")).defer("description")


def _total(filters: Filters, page: keyset.Page[Product], *, is_first: bool) -> tuple[int, bool]:
    if is_first and not page.next_cursor:
        return len(page.rows), False
    counted = facets(replace(filters, sort=""))
    # The cube is a few minutes behind: never say less than what is seen.
    return max(counted.total, len(page.rows)), counted.is_capped


def _by_relevance(filters: Filters, words: Sequence[str], cursor: str, size: int) -> keyset.Page[Product]:
    """Return products with all words in their name, then the others, each newest first.

    The cursor says in which of the two parts it stands, so a page costs the same wherever it is.
    """
    rest = _part(filters, words, "rest")
    if cursor[:1] == "2":
        last = keyset.page(rest, order=NEWEST, cursor=cursor[1:], size=size)
        return keyset.Page(last.rows, last.next_cursor and f"2{last.next_cursor}")
    named = keyset.page(_part(filters, words, "name"), order=NEWEST, cursor=cursor[1:], size=size)
    if named.next_cursor:
        return keyset.Page(named.rows, f"1{named.next_cursor}")
    left = size - len(named.rows)
    if not left:
        return keyset.Page(named.rows, "2" if rest.exists() else "")
    more = keyset.page(rest, order=NEWEST, size=left)
    return keyset.Page([*named.rows, *more.rows], more.next_cursor and f"2{more.next_cursor}")

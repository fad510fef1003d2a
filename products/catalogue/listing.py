"""One page of products."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from products.catalogue.cards import Card, as_cards
from products.catalogue.counts import Facets, facets, few, name_is_capped
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
    """`total` is a lower bound when `is_capped`; `counts` are the filters' counts, where they were needed anyway.

    `corrected` is the query that was answered instead of the one typed, else empty; `suggestions` are there when no
    product fits.
    """

    rows: list[Card]
    next_cursor: str = ""
    total: int = 0
    is_capped: bool = False
    corrected: str = ""
    suggestions: Suggestions = field(default_factory=Suggestions)
    counts: Facets | None = None


def list_products(filters: Filters, *, cursor: str = "", size: int = 24) -> Listing:
    """Return the page of listed products after `cursor`. Any text is a valid query; a bad cursor is the first page."""
    understood = understand(filters.q)
    words = understood.words
    if filters.has_query and not words:
        return Listing([], suggestions=suggest(filters.q))
    counts = facets(filters) if words else None
    if words and filters.sort == "relevance":
        page = _by_relevance(filters, words, cursor, size, counts)
    else:
        found = _part(filters, words, "all", counts)
        page = keyset.page(as_cards(found), order=ORDERS.get(filters.sort, NEWEST), cursor=cursor, size=size)
    rows = [Card._make(row) for row in page.rows]
    if not rows and not cursor:
        return Listing([], suggestions=suggest(filters.q), counts=counts)
    if not cursor and not page.next_cursor:
        return Listing(rows, "", len(rows), corrected=understood.corrected, counts=counts)
    counts = counts or facets(filters)
    # The cube is a few minutes behind: never say less than what is seen.
    total = max(counts.total, len(rows))
    return Listing(rows, page.next_cursor, total, counts.is_capped, understood.corrected, counts=counts)


def _part(filters: Filters, words: Sequence[str], part: Part, counts: Facets | None) -> QuerySet[Product]:
    """Return what fits all filters, so written that PostgreSQL reads little whether the words are common or rare."""
    if not words:
        found = base(filters)
    elif (counts and not counts.is_capped) or (
        part == "name" and len(words) > 1 and not name_is_capped(filters, words)
    ):
        found = few(filters, words, part)
    else:
        found = INDEX.filter(base(filters), words, part)
    return found.filter(conditions(filters))


def _by_relevance(
    filters: Filters, words: Sequence[str], cursor: str, size: int, counts: Facets | None
) -> keyset.Page[Any]:
    """Return products with all words in their name, then the others, each newest first.

    The cursor says in which of the two parts it stands, so a page costs the same wherever it is.
    """
    rest = as_cards(_part(filters, words, "rest", counts))
    if cursor[:1] == "2":
        last = keyset.page(rest, order=NEWEST, cursor=cursor[1:], size=size)
        return keyset.Page(last.rows, last.next_cursor and f"2{last.next_cursor}")
    named = keyset.page(as_cards(_part(filters, words, "name", counts)), order=NEWEST, cursor=cursor[1:], size=size)
    if named.next_cursor:
        return keyset.Page(named.rows, f"1{named.next_cursor}")
    left = size - len(named.rows)
    if not left:
        return keyset.Page(named.rows, "2" if rest.exists() else "")
    more = keyset.page(rest, order=NEWEST, size=left)
    return keyset.Page([*named.rows, *more.rows], more.next_cursor and f"2{more.next_cursor}")

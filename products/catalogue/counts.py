"""How many products each filter would show. Never a COUNT over the whole table.

Without a query the counts are sums over the cube (`facets`). With one, within one business, or between prices that
are no band's limits, they are counted over at most 1,000 candidates; `is_capped` says that there are more.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet, Sum

from products.catalogue import categories
from products.catalogue.facets import BANDS, band_expression
from products.catalogue.filters import Filters, base, region_condition
from products.catalogue.models import FacetCell, Product
from products.catalogue.search.documents import INDEX
from products.catalogue.search.understand import understand
from products.catalogue.states import Halal
from rumah.core.search.index import Part

CAP = 1000
SECONDS = 60
SWITCHES = {"halal": Q(halal=Halal.CERTIFIED), "permit": Q(has_permit=True), "in_stock": Q(in_stock=True)}
Row = tuple[int, str, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts by category id (a root holds the sum of its leaves), district code and price band.

    Each ignores its own filter and obeys the others. `halal`, `permit` and `in_stock` count what the switch shows.
    """

    categories: Counter[int] = field(default_factory=Counter)
    districts: Counter[str] = field(default_factory=Counter)
    bands: Counter[int] = field(default_factory=Counter)
    halal: int = 0
    permit: int = 0
    in_stock: int = 0
    total: int = 0
    is_capped: bool = False


def facets(filters: Filters) -> Facets:
    """Return the counts for these filters: one query beside tree and vocabulary, and none for a while after."""
    words = understand(filters.q).words
    if filters.has_query and not words:
        return Facets()
    known = replace(filters, q=" ".join(words), sort="")
    key = _key("facets", known)
    stored: Facets | None = cache.get(key)
    if stored is None:
        stored = _counted(known, words)
        cache.set(key, stored, SECONDS)
    return stored


def band_limits(band: int) -> tuple[int | None, int | None]:
    """Return the lowest and highest price of a band in rupiah, both inclusive, None where it is open."""
    return (BANDS[band - 1] if band else None), (BANDS[band] - 1 if band < len(BANDS) else None)


def _bands(filters: Filters) -> range | None:
    """Return the bands the price filter covers exactly, or None when it cuts through one."""
    lowest, highest = filters.min_price or 0, filters.max_price
    if lowest and lowest not in BANDS:
        return None
    if highest is not None and highest + 1 not in BANDS:
        return None
    first = BANDS.index(lowest) + 1 if lowest else 0
    last = BANDS.index(highest + 1) if highest is not None else len(BANDS)
    return range(first, last + 1)


def _counted(filters: Filters, words: tuple[str, ...]) -> Facets:
    bands = _bands(filters)
    by_cube = not words and not filters.business and bands is not None
    chosen = Q()
    for name, condition in SWITCHES.items():
        if getattr(filters, name):
            chosen &= condition
    # What a switch would show is the same whether it is on or off, so all sums come in one pass.
    wanted = [chosen, *(chosen & condition for condition in SWITCHES.values())]
    cells: QuerySet[Any] = FacetCell.objects.all()
    if not by_cube:
        cells = few(filters, words, "all").annotate(price_band=band_expression())
    sums = {
        f"sum_{at}": Sum("count", filter=condition, default=0) if by_cube else Count("pk", filter=condition)
        for at, condition in enumerate(wanted)
    }
    everything = Sum("count") if by_cube else Count("pk")
    rows = list(
        cells.filter(region_condition(filters)).order_by()
        .values("category_id", "district_code", "price_band").annotate(everything=everything, **sums)
        .values_list("category_id", "district_code", "price_band", "everything", *sums)
    )  # fmt: skip
    is_capped = not by_cube and sum(row[3] for row in rows) > CAP
    return _summed(filters, rows, bands or range(len(BANDS) + 1), is_capped=is_capped)


def pool(filters: Filters, words: Sequence[str], part: Part = "all") -> QuerySet[Product]:
    """Return the listed products that fit what the cells do not know: words, business, region, odd prices."""
    found = base(filters).filter(region_condition(filters))
    if words:
        found = INDEX.filter(found, words, part)
    if _bands(filters) is not None:
        return found
    if filters.min_price is not None:
        found = found.filter(min_price__gte=filters.min_price)
    if filters.max_price is not None:
        found = found.filter(min_price__lte=filters.max_price)
    return found


def few(filters: Filters, words: Sequence[str], part: Part) -> QuerySet[Product]:
    """Return the pool where it is known not to be capped.

    The limit cuts nothing then. It keeps the planner from walking the whole table newest-first for rows that hardly
    exist, which it would for two words that are common apart and rare together.
    """
    return Product.objects.filter(pk__in=pool(filters, words, part).values("pk")[: CAP + 1])


def name_is_capped(filters: Filters, words: Sequence[str]) -> bool:
    """Whether more than 1,000 have all words in their name; one query, and none for a while after."""
    key = _key("named", replace(filters, q=" ".join(words), sort=""))
    stored: bool | None = cache.get(key)
    if stored is None:
        stored = pool(filters, words, "name")[: CAP + 1].count() > CAP
        cache.set(key, stored, SECONDS)
    return stored


def _key(kind: str, filters: Filters) -> str:
    return f"catalogue:{kind}:{hashlib.blake2b(repr(filters).encode(), digest_size=16).hexdigest()}"


def _summed(filters: Filters, rows: list[Row], bands: range, *, is_capped: bool) -> Facets:
    wanted_categories = set(categories.within(filters.category)) if filters.category else None
    roots = {category.pk: category.parent_id for category in categories.tree()}
    by_category: Counter[int] = Counter()
    by_district: Counter[str] = Counter()
    by_band: Counter[int] = Counter()
    totals = [0, 0, 0, 0]
    for category, district, band, _everything, *counts in rows:
        in_category = wanted_categories is None or category in wanted_categories
        in_district = not filters.district or district == filters.district
        in_band = band in bands
        if in_district and in_band:
            by_category[category] += counts[0]
            if root := roots.get(category):
                by_category[root] += counts[0]
        if in_category and in_band:
            by_district[district] += counts[0]
        if in_category and in_district:
            by_band[band] += counts[0]
        if in_category and in_district and in_band:
            totals = [total + count for total, count in zip(totals, counts, strict=True)]
    total, halal, permit, in_stock = totals
    return Facets(+by_category, +by_district, +by_band, halal, permit, in_stock, total, is_capped)

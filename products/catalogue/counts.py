"""How many products each filter would show. Never a COUNT over the whole table.

Without a query the counts are sums over the cube (`facets`). With one, within one business, or between prices that
are no band's limits, they are counted over at most 1,000 candidates; `is_capped` says that there are more.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.core.cache import cache
from django.db.models import QuerySet

from products.catalogue import categories, cube
from products.catalogue.facets import BANDS, KEYS, band_expression
from products.catalogue.filters import Filters, base, region_condition
from products.catalogue.models import Product
from products.catalogue.search.documents import INDEX
from products.catalogue.search.understand import understand
from products.catalogue.states import Halal
from rumah.core.search.index import Part

CAP = 1000
SECONDS = 60
Row = tuple[int, str, str, bool, bool, int]


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
    if not words and not filters.business and bands is not None:
        return _from_cube(filters, bands)
    rows = few(filters, words, "all").annotate(price_band=band_expression()).values_list(*KEYS)
    return _one_by_one(filters, list(rows), bands or range(len(BANDS) + 1))


def _from_cube(filters: Filters, bands: range) -> Facets:
    found = cube.sums(
        category=cube.among("category_id", categories.within(filters.category))
        if filters.category
        else cube.EVERYTHING,
        district=cube.among("district_code", [filters.district]) if filters.district else cube.EVERYTHING,
        band=cube.among("price_band", list(bands)),
        common=[_region(filters), *((cube.SWITCHES[name], ()) for name in cube.SWITCHES if getattr(filters, name))],
    )
    by: dict[str, Counter[str]] = {"category_id": Counter(), "district_code": Counter(), "price_band": Counter()}
    for row in found:
        by[row.by][row.key] = row.count
    totals = [row for row in found if row.by == "price_band" and int(row.key) in bands]
    return Facets(
        _with_roots(Counter({int(key): count for key, count in by["category_id"].items()})), by["district_code"],
        Counter({int(key): count for key, count in by["price_band"].items()}), sum(row.halal for row in totals),
        sum(row.permit for row in totals), sum(row.in_stock for row in totals), sum(row.count for row in totals),
    )  # fmt: skip


def _region(filters: Filters) -> cube.Condition:
    if not filters.region:
        return cube.EVERYTHING
    return "district_code = %s OR district_code LIKE %s", [filters.region, f"{filters.region}.%"]


def _one_by_one(filters: Filters, rows: list[Row], bands: range) -> Facets:
    within = set(categories.within(filters.category)) if filters.category else None
    by_category: Counter[int] = Counter()
    by_district: Counter[str] = Counter()
    by_band: Counter[int] = Counter()
    halals = permits = in_stocks = total = 0
    for category, district, halal, permit, in_stock, band in rows:
        certified = halal == Halal.CERTIFIED
        if (filters.halal > certified) or (filters.permit > permit) or (filters.in_stock > in_stock):
            continue
        in_category = within is None or category in within
        in_district = not filters.district or district == filters.district
        in_band = band in bands
        by_category[category] += in_district and in_band
        by_district[district] += in_category and in_band
        by_band[band] += in_category and in_district
        if in_category and in_district and in_band:
            total, halals, permits, in_stocks = total + 1, halals + certified, permits + permit, in_stocks + in_stock
    is_capped = len(rows) > CAP
    return Facets(_with_roots(by_category), +by_district, +by_band, halals, permits, in_stocks, total, is_capped)


def _with_roots(by_category: Counter[int]) -> Counter[int]:
    """Return the counts with those of each root, which are the sums of its leaves."""
    roots = {category.pk: category.parent_id for category in categories.tree()}
    sums = +by_category
    for pk, count in by_category.items():
        if root := roots.get(pk):
            sums[root] += count
    return sums


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

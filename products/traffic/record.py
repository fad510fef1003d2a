"""Write counts down: one statement for all products, one for all links, added to what others wrote that day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from products.catalogue.models import Product, Variant
from products.traffic.models import ProductDay
from products.traffic.readers import insiders_among, staff_among
from products.traffic.record_visits import record_visits
from products.traffic.tally import Seen

CHUNK = 100
TABLE = ProductDay._meta.db_table
# Both databases know this form; sums are made inside the statement, so nobody's counts are overwritten.
UPSERT = f"""
INSERT INTO {TABLE} (product_id, day, views, cart_adds, lowest_price, highest_price, was_out) VALUES %s
ON CONFLICT (product_id, day) DO UPDATE SET
  views = {TABLE}.views + EXCLUDED.views,
  cart_adds = {TABLE}.cart_adds + EXCLUDED.cart_adds,
  lowest_price = CASE WHEN EXCLUDED.lowest_price < {TABLE}.lowest_price
    THEN EXCLUDED.lowest_price ELSE {TABLE}.lowest_price END,
  highest_price = CASE WHEN EXCLUDED.highest_price > {TABLE}.highest_price
    THEN EXCLUDED.highest_price ELSE {TABLE}.highest_price END,
  was_out = {TABLE}.was_out OR EXCLUDED.was_out
"""  # noqa: S608  # the table's name is ours


@dataclass(slots=True)
class _Count:
    views: int = 0
    cart_adds: int = 0


def record(counts: Mapping[Seen, int]) -> None:
    """Add these counts to their products' and links' days, without those of staff, the sellers' people and mentors.

    At most six queries for products, however many counts there are (one more for each further hundred), and five for
    links. What is gone is passed over.
    """
    looks = {seen: times for seen, times in counts.items() if seen.event != "visit"}
    with transaction.atomic():
        if looks:
            _record_looks(looks)
        record_visits(counts)


def _record_looks(counts: Mapping[Seen, int]) -> None:
    of_variant = _products_of({seen.thing for seen in counts if seen.event == "cart"})
    people = {seen.user for seen in counts if seen.user is not None}
    staff = staff_among(people) if people else set()
    products = {seen.thing if seen.event == "view" else of_variant.get(seen.thing, 0) for seen in counts}
    shelf = {
        pk: (business, price, in_stock)
        for pk, business, price, in_stock in Product.objects.filter(pk__in=products).values_list(
            "pk", "business_id", "min_price", "in_stock"
        )
    }
    own = insiders_among(people, {business for business, _price, _stock in shelf.values()})
    sums: dict[tuple[int, date], _Count] = defaultdict(_Count)
    for seen, times in counts.items():
        product = seen.thing if seen.event == "view" else of_variant.get(seen.thing, 0)
        if product not in shelf or seen.user in staff or (seen.user, shelf[product][0]) in own:
            continue
        if seen.event == "view":
            sums[product, seen.day].views += times
        else:
            sums[product, seen.day].cart_adds += times
    # In one order, so that two processes writing at once wait for each other instead of locking up.
    rows = [
        (product, day, count.views, count.cart_adds, shelf[product][1], shelf[product][1], not shelf[product][2])
        for (product, day), count in sorted(sums.items())
    ]
    for start in range(0, len(rows), CHUNK):
        _upsert(rows[start : start + CHUNK])


def _products_of(variants: set[int]) -> dict[int, int]:
    if not variants:
        return {}
    return dict(Variant.objects.filter(pk__in=variants).values_list("pk", "product_id"))


def _upsert(rows: Sequence[tuple[int | date | bool, ...]]) -> None:
    values = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(UPSERT % values, [value for row in rows for value in row])

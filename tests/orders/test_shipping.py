import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.catalogue.models import Product, Variant
from products.orders.basket import PricedLine, shares
from products.orders.found import found
from products.orders.models import DeliverySettings, ShippingZone
from products.orders.shipping import Parcel, chargeable_weight, fee, reach
from rumah.businesses.models import Business

ZONES = {
    reach: ShippingZone(reach=reach, first_kg=first, next_kg=1_000, min_days=1, max_days=2)
    for reach, first in zip(ShippingZone.Reach.values, (5_000, 6_000, 7_000, 8_000, 9_000), strict=True)
}


@pytest.mark.parametrize(
    ("origin", "destination", "wanted"),
    [
        ("35.10.16.1014", "35.10.16", "district"),
        ("35.10.16.1014", "35.10.24.2001", "regency"),
        ("35.10.16", "35.78.07", "near"),
        ("35.10.16", "51.71.01", "near"),
        ("51.71.01", "35.10.16", "near"),
        ("35.10.16", "32.02.14", "java"),
        ("51.71.01", "31.71.01", "outer"),
        ("35.10.16", "63.10.01", "outer"),
        ("63.10.01", "63.10.02", "regency"),
        ("63.10.01", "63.71.02", "near"),
    ],
)
def test_how_far_is_read_from_the_codes(origin, destination, wanted):
    assert reach(origin, destination) == wanted


@pytest.mark.parametrize(
    ("parcels", "grams"),
    [
        ([Parcel(250, 0, 0, 0, 3)], 750),
        # 300 × 200 × 100 mm are 6,000 cm³, which count as a kilogram
        ([Parcel(250, 300, 200, 100, 1)], 1_000),
        ([Parcel(1_500, 300, 200, 100, 1)], 1_500),
        ([Parcel(250, 300, 200, 100, 2), Parcel(100, 0, 0, 0, 1)], 2_100),
        ([Parcel(1, 10, 10, 61, 1)], 2),
    ],
)
def test_the_greater_of_weight_and_volume_is_charged(parcels, grams):
    assert chargeable_weight(parcels) == grams


@pytest.mark.parametrize(
    ("grams", "rupiah"), [(1, 6_000), (1_000, 6_000), (1_001, 7_000), (2_000, 7_000), (4_200, 10_000)]
)
def test_a_started_kilogram_is_a_whole_one(grams, rupiah):
    assert fee(ZONES, origin="35.10.16", destination="35.10.24", grams=grams).rupiah == rupiah


@pytest.mark.django_db
def test_the_zone_table_is_complete_and_keeps_what_staff_changed():
    found()
    ShippingZone.objects.filter(reach="java").update(first_kg=21_500)
    found()
    assert set(ShippingZone.objects.values_list("reach", flat=True)) == set(ShippingZone.Reach.values)
    assert ShippingZone.objects.get(reach="java").first_kg == 21_500


_LINES = st.lists(
    st.tuples(st.integers(1, 6), st.integers(1, 10**9), st.integers(1, 999), st.integers(1, 50_000)),
    min_size=1,
    max_size=30,
)


@given(_LINES)
def test_the_shares_of_the_sellers_always_sum_to_the_whole(rows):
    lines = []
    for pk, (seller, price, quantity, weight) in enumerate(rows, start=1):
        business = Business(pk=seller, region_code="35.10.16")
        DeliverySettings(business=business)  # joined, as a query would
        product = Product(pk=pk, business=business)
        lines.append(PricedLine(Variant(pk=pk, product=product, price=price, weight=weight), quantity))
    parts = shares(lines, method="pickup", destination="")
    assert sum(part.items_total for part in parts) == sum(price * quantity for _s, price, quantity, _w in rows)
    assert sorted(line.variant.pk for part in parts for line in part.lines) == list(range(1, len(rows) + 1))
    assert [part.business_id for part in parts] == sorted({seller for seller, *_ in rows})
    assert {part.fee.rupiah for part in parts} == {0}

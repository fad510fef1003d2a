from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from products.orders.cart import add, read
from products.orders.delivery import DeliveryWays, set_delivery
from products.orders.found import found
from products.orders.models import DeliverySettings, Order, Purchase, ShippingZone
from products.orders.place import DeliveryChoice, Line, place
from products.orders.shipping import all_zones, forget_zones, known_zones
from products.orders.ways import Estimate, estimate, fee_of, offered, on_holiday, takes_cash
from products.stock.models import StockLevel
from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import BUYER, SHIP, DeliverySettingsFactory, buy
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
LICIN, GIRI, JEMBER = "35.10.24", "35.10.17", "35.09.21"


def _seller(**settings):
    business = BusinessFactory()
    DeliverySettingsFactory(business=business, **settings)
    return Business.objects.select_related("delivery_settings").get(pk=business.pk)


def _fee(business, *, way="ship", destination=LICIN, grams=1_500, items_total=50_000):
    found()
    cost = fee_of(
        all_zones(), business, way=way, destination=destination, grams=grams, items_total=items_total
    )  # fmt: skip
    return cost and cost.rupiah


def test_a_seller_who_never_set_anything_has_courier_and_pickup_and_takes_no_cash():
    business = BusinessFactory()
    assert offered(business) == ("ship", "pickup")
    assert not takes_cash(business, way="ship", total=1)
    assert _fee(business) == 13_000


@pytest.mark.parametrize(
    ("fees", "destination", "wanted"),
    [
        ({}, LICIN, 13_000),
        ({LICIN: [5_000, 1_000]}, LICIN, 6_000),
        ({"35.10": [8_000, 0]}, LICIN, 8_000),
        ({"35.10": [8_000, 0], LICIN: [5_000, 1_000]}, f"{LICIN}.2001", 6_000),
        ({"35.10": [8_000, 0]}, JEMBER, 23_000),
    ],
)
def test_the_seller_s_own_fee_for_a_kecamatan_stands_before_the_regency_s_and_the_zone_s(fees, destination, wanted):
    assert _fee(_seller(courier_fees=fees), destination=destination) == wanted


@pytest.mark.parametrize(("total", "wanted"), [(99_999, 13_000), (100_000, 0)])
def test_from_an_amount_on_the_delivery_is_free(total, wanted):
    assert _fee(_seller(free_above=100_000), items_total=total) == wanted


def test_own_delivery_goes_only_where_the_seller_said():
    seller = _seller(own=True, own_fees={LICIN: 4_000})
    assert _fee(seller, way="own", destination=f"{LICIN}.2001") == 4_000
    assert _fee(seller, way="own", destination=GIRI) is None
    assert offered(seller) == ("ship", "own", "pickup")


@pytest.mark.parametrize(
    ("way", "total", "wanted"),
    [("ship", 100_000, True), ("own", 100_000, True), ("ship", 100_001, False), ("pickup", 1, False)],
)
def test_cash_is_taken_at_the_door_up_to_the_seller_s_limit(way, total, wanted):
    assert takes_cash(_seller(cash=True, cash_max=100_000), way=way, total=total) is wanted


def test_the_fee_is_told_before_an_address_is_known():
    found()
    zones, asked = all_zones(), {"grams": 900, "items_total": 20_000}
    plain = BusinessFactory()
    assert estimate(zones, plain, **asked) == Estimate(7_000, "", can_fetch=True)
    assert estimate(zones, plain, **asked, destination=LICIN) == Estimate(9_000, "Licin", can_fetch=True)
    driver = _seller(own=True, own_fees={LICIN: 3_000}, courier=False, pickup=False)
    assert estimate(zones, driver, **asked) == Estimate(3_000, "", can_fetch=False)
    assert estimate(zones, driver, **asked, destination=GIRI) == Estimate(None, "", can_fetch=False)
    assert estimate(zones, _seller(courier=False), **asked) == Estimate(None, "", can_fetch=True)


def test_zones_come_from_memory_until_staff_change_one(django_assert_num_queries):
    found()
    known_zones()
    with django_assert_num_queries(0):
        assert known_zones()["district"].first_kg == 7_000
    ShippingZone.objects.filter(reach="district").update(first_kg=1)
    forget_zones()
    assert known_zones()["district"].first_kg == 1


def test_during_the_holiday_nothing_is_put_aside_or_placed_and_the_reason_is_told():
    variant = VariantFactory(product__business__name="Dapur", stock=5)
    cart = add(token="", user=None, variant_id=variant.pk, quantity=1)
    today = clock.today()
    settings = DeliverySettingsFactory(
        business=variant.product.business, holiday_from=today, holiday_until=today, holiday_note="Kami mudik."
    )
    sentence = on_holiday(settings.business)
    assert sentence.startswith("Dapur libur sampai ")
    assert sentence.endswith(" Kami mudik.")
    with pytest.raises(Conflict) as refused:
        add(token=cart.token, user=None, variant_id=variant.pk, quantity=1)
    assert (refused.value.problems[0].code, str(refused.value)) == ("holiday", sentence)
    assert list(read(cart).problems.values()) == [sentence]
    with pytest.raises(Conflict) as caught:
        buy({variant: 1})
    assert [(p.field, p.code) for p in caught.value.problems] == [("lines.0", "holiday")]
    assert StockLevel.objects.get().reserved == 0
    settings.holiday_from = settings.holiday_until = today - timedelta(days=1)
    settings.save()
    assert buy({variant: 1}).total == 15_000


def test_each_seller_s_share_may_travel_its_own_way():
    a, b, c = (VariantFactory(price=20_000) for _ in range(3))
    for variant in (a, b):
        DeliverySettingsFactory(business=variant.product.business, own=True, own_fees={LICIN: 2_000})
    slugs = [variant.product.business.slug for variant in (a, b, c)]
    choice = DeliveryChoice("ship", SHIP.region_code, SHIP.address, {slugs[0]: "own", slugs[2]: "pickup"})
    purchase = buy({a: 1, b: 1, c: 1}, delivery=choice)
    assert [(o.delivery, o.shipping_fee) for o in purchase.orders.order_by("pk")] == [
        ("own", 2_000), ("ship", 9_000), ("pickup", 0),
    ]  # fmt: skip
    assert (purchase.delivery, purchase.shipping_total, purchase.total) == ("ship", 11_000, 71_000)


def test_who_has_everything_fetched_says_so_for_the_rest_too():
    variant = VariantFactory()
    methods = {variant.product.business.slug: "pickup"}
    with pytest.raises(DomainError) as caught:
        buy({variant: 1}, delivery=DeliveryChoice("ship", methods=methods))
    assert [p.field for p in caught.value.problems] == ["delivery.region", "delivery.address"]
    purchase = buy({variant: 1}, delivery=DeliveryChoice("pickup", methods=methods))
    assert (purchase.delivery, purchase.address_snapshot, purchase.shipping_total) == ("pickup", "", 0)


def test_every_seller_who_does_not_go_there_is_named():
    courierless, driver = VariantFactory(), VariantFactory()
    DeliverySettingsFactory(business=courierless.product.business, courier=False)
    DeliverySettingsFactory(business=driver.product.business, own=True, own_fees={GIRI: 1_000})
    slugs = [variant.product.business.slug for variant in (courierless, driver)]
    with pytest.raises(Conflict) as caught:
        buy({courierless: 1, driver: 1}, delivery=DeliveryChoice("ship", LICIN, "Jalan Ijen 12", {slugs[1]: "own"}))
    assert [(p.field, p.code) for p in caught.value.problems] == [
        (f"delivery.methods.{slugs[0]}", "way"), (f"delivery.methods.{slugs[1]}", "way"),
    ]  # fmt: skip
    assert "hanya mengantar ke kecamatan Giri." in str(caught.value.problems[1].message)
    assert not Purchase.objects.exists()


@pytest.mark.parametrize("methods", [{}, {"ada": "terbang"}])
def test_a_way_nobody_knows_is_refused(methods):
    with pytest.raises(DomainError) as caught:
        place(
            lines=[Line(VariantFactory().pk, 1)], buyer=BUYER,
            delivery=DeliveryChoice("pickup" if methods else "terbang", methods=methods),
        )  # fmt: skip
    assert [p.field for p in caught.value.problems] == ["delivery.method"]


def test_the_owner_s_words_are_written_down_with_a_trail():
    business, actor = BusinessFactory(), UserFactory()
    ways = DeliveryWays(courier_fees={"35.10": (8_000, 2_000)}, own=True, own_fees={LICIN: 4_000}, cash=True)
    for _ in range(2):
        row = set_delivery(business=business, ways=ways, actor=actor)
    row.refresh_from_db()
    assert (row.courier_fees, row.own_fees, row.cash_max) == ({"35.10": [8_000, 2_000]}, {LICIN: 4_000}, 500_000)
    assert DeliverySettings.objects.count() == 1
    entry = AuditEntry.objects.filter(verb="orders.delivery").last()
    assert (entry.actor, entry.data) == (actor, {"ways": ["courier", "own", "pickup", "cash"]})


@pytest.mark.parametrize(
    ("ways", "fields"),
    [
        ({"courier": False, "pickup": False}, ["courier"]),
        ({"own": True}, ["own_fees"]),
        ({"own": True, "own_fees": {"35.10": 1}}, ["own_fees"]),
        ({"courier_fees": {"99.99": (1, 1)}}, ["courier_fees"]),
        ({"courier_fees": {"35.10": (5_000_001, 1)}}, ["courier_fees"]),
        ({"own": True, "own_fees": {LICIN: -1}}, ["courier_fees"]),
        ({"free_above": 0, "cash": True, "cash_max": 0}, ["free_above", "cash_max"]),
        ({"courier": False, "cash": True}, ["cash"]),
        ({"holiday_from": clock.today()}, ["holiday_until"]),
        ({"holiday_from": clock.today(), "holiday_until": clock.today() - timedelta(days=1)}, ["holiday_until"]),
        ({"holiday_note": "x" * 161}, ["holiday_note"]),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(ways, fields):
    with pytest.raises(DomainError) as caught:
        set_delivery(business=BusinessFactory(), ways=DeliveryWays(**ways), actor=None)
    assert [p.field for p in caught.value.problems] == fields
    assert not DeliverySettings.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"courier": False, "pickup": False}, {"cash_max": 0}, {"holiday_from": clock.today()}]
)
def test_the_table_refuses_it_too(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        DeliverySettingsFactory(business=BusinessFactory(), **wrong)


def test_an_order_brought_by_the_seller_needs_no_courier_s_name():
    from products.orders.fulfil import accept, ship
    from products.orders.paid import paid

    variant = VariantFactory()
    DeliverySettingsFactory(business=variant.product.business, own=True, own_fees={LICIN: 4_000})
    purchase = buy({variant: 1}, delivery=DeliveryChoice("own", LICIN, "Jalan Ijen 12, RT 2"))
    with transaction.atomic():
        paid(purchase=purchase, at=clock.now())
    order = ship(order=accept(order=Order.objects.get(), actor=None), actor=None)
    assert (order.fulfilment, order.courier) == ("shipped", "diantar penjual")

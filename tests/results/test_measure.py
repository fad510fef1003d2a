from datetime import UTC, date, datetime, timedelta

import pytest

from mentoring.results.approve import approve
from mentoring.results.measure import due, measure, measure_due
from mentoring.results.models import Figure, Measurement
from mentoring.results.queries import pooled
from mentoring.results.undo import undo
from mentoring.schedule.models import Holiday
from products.catalogue.models import Product
from products.orders.models import Order
from products.traffic.models import ProductDay
from rumah.core import clock
from rumah.core.models import OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.money import bought
from tests.factories.orders import buy
from tests.factories.results import handed_in, held

pytestmark = pytest.mark.django_db
LIVE = datetime(2026, 8, 10, 3, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(LIVE)
    return set_to


@pytest.fixture
def live(at):
    owner = MembershipFactory()
    product = ProductFactory(business=owner.business, listed_at=LONG_AGO, updated_at=LONG_AGO)
    VariantFactory(product=product, stock=1000)
    row = handed_in(held(owner, product))
    return approve(actor=owner.user, deliverable=row, version=1)


def came(product, offset, views=10, **kwargs):
    day = clock.local(LIVE).date() + timedelta(days=offset)
    prices = {"lowest_price": 15_000, "highest_price": 15_000}
    return ProductDay.objects.create(**{"product": product, "day": day, "views": views, **prices, **kwargs})


def sold(product, offset, quantity=1, **kwargs):
    _purchase, (order,) = bought({product.variants.get(): quantity})
    Order.objects.filter(pk=order.pk).update(placed_at=LIVE + timedelta(days=offset), **kwargs)


def peer(product, **kwargs):
    other = ProductFactory(**{"category": product.category, "listed_at": LONG_AGO, "updated_at": LONG_AGO, **kwargs})
    VariantFactory(product=other, stock=1000)
    return other


def figure(whose, side):
    row = Figure.objects.get(whose=whose, side=side)
    return row.days, row.views, row.cart_adds, row.orders, row.revenue


def test_it_is_due_when_the_28th_day_is_over_in_wib(live, at):
    at(datetime(2026, 9, 7, 16, 59, tzinfo=UTC))  # 7 September 23.59 WIB
    assert due() == []
    at(datetime(2026, 9, 7, 17, 0, tzinfo=UTC))
    assert due() == [live.pk]


def test_the_counts_are_those_of_the_days_and_written_once(live, at):
    product = live.deliverable.product
    came(product, -29, 500)
    came(product, -28, 40, cart_adds=4)
    came(product, -1, 60, cart_adds=1)
    came(product, 0, 900)
    came(product, 1, 70, cart_adds=9)
    came(product, 5, 1, was_out=True)
    came(product, 6, 1, lowest_price=9_000)
    came(product, 28, 30)
    came(product, 29, 500)
    sold(product, -2, 2)
    sold(product, 3, 1)
    sold(product, 4, 3)
    sold(product, 5, 9)
    sold(product, 7, 5, fulfilment="cancelled")
    buy({product.variants.get(): 4})
    other, changed, elsewhere = peer(product), peer(product, updated_at=LIVE), ProductFactory(listed_at=LONG_AGO)
    for one in (other, changed, elsewhere):
        came(one, -3, 11)
        came(one, 3, 13, cart_adds=2)
    at(LIVE + timedelta(days=29))
    assert measure_due() == 1
    assert figure("own", "before") == (28, 100, 5, 1, 30_000)
    assert figure("own", "after") == (26, 100, 9, 2, 60_000)
    assert figure("peers", "before") == (28, 11, 0, 0, 0)
    assert figure("peers", "after") == (26, 13, 2, 0, 0)
    assert Measurement.objects.get().left_out == {"sold_out": 1, "price": 1}
    assert (measure_due(), measure(live.pk), Figure.objects.count()) == (0, Measurement.objects.get(), 4)
    assert OutboxMessage.objects.filter(dedupe_key__contains=":measured:").count() == 1


def test_lebaran_of_the_table_is_left_out(live, at):
    came(live.deliverable.product, 2, 50)
    Holiday.objects.create(date=date(2026, 8, 18), name="Cuti Bersama Hari Raya Idul Fitri", kind="joint_leave")
    Holiday.objects.create(date=date(2026, 8, 30), name="Hari Raya Idul Adha", kind="public")
    at(LIVE + timedelta(days=29))
    measure_due()
    # 4 to 25 August: six days before the 10th, fifteen after it.
    assert Measurement.objects.get().left_out == {"lebaran": 6 + 15}
    assert figure("own", "after")[:2] == (13, 0)


def test_what_was_taken_back_is_not_counted(live, at):
    undo(actor=live.approved_by, deliverable=live.deliverable)
    at(LIVE + timedelta(days=29))
    assert (due(), measure(live.pk), Measurement.objects.count()) == ([], None, 0)


def test_a_peer_that_was_helped_in_those_days_is_no_yardstick(live, at):
    other = peer(live.deliverable.product)
    member = MembershipFactory(business=other.business)
    approve(actor=member.user, deliverable=handed_in(held(member, other)), version=1)
    Product.objects.filter(pk=other.pk).update(updated_at=LONG_AGO)
    came(other, -3, 11)
    at(LIVE + timedelta(days=29))
    measure(live.pk)
    assert figure("peers", "before") == (0, 0, 0, 0, 0)


def test_services_are_pooled_in_few_queries_and_say_nothing_below_enough(
    live, at, django_assert_num_queries
):  # fmt: skip
    service = live.deliverable.session.service
    owner = MembershipFactory()
    product = ProductFactory(business=owner.business, category=live.deliverable.product.category)
    VariantFactory(product=product)
    approve(actor=owner.user, deliverable=handed_in(held(owner, product, service=service)), version=1)
    came(live.deliverable.product, -1, 4_900)
    came(product, -1, 4_900)
    came(live.deliverable.product, 1, 9_799)
    at(LIVE + timedelta(days=29))
    assert measure_due() == 2
    with django_assert_num_queries(4):
        (row,) = pooled()
    assert (row.service, row.handed_in, row.live, row.measured) == (service, 2, 2, 2)
    assert (row.counts.before.views, row.counts.after.views) == (9_800, 9_799)
    assert (row.counts.is_enough, row.counts.difference) == (False, None)


def test_measuring_asks_a_bounded_number_of_queries(live, at, django_assert_max_num_queries):
    for _each in range(12):
        came(peer(live.deliverable.product), 1)
    at(LIVE + timedelta(days=29))
    with django_assert_max_num_queries(20):
        measure(live.pk)

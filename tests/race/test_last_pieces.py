import time
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F

from products.orders.models import Purchase
from products.orders.place import Line, place
from products.stock.models import Reservation, StockLevel
from products.stock.reserve import reserve
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import BUYER, PICKUP
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
BUYERS, LEFT = 32, 5


def _held(variant):
    return sum(Reservation.objects.filter(stock_id=variant.pk, state="held").values_list("quantity", flat=True))


def _sold(results):
    return sum(not isinstance(result, Exception) for result in results)


@pytest.mark.parametrize("apart", [0.0, 0.05])
def test_thirty_two_buyers_for_the_last_five_pieces_buy_five(apart):
    variant = VariantFactory(stock=LEFT)
    buy = partial(place, lines=[Line(variant.pk, 1)], buyer=BUYER, delivery=PICKUP)
    results = crowd([buy] * BUYERS, apart=apart)
    refused = [result for result in results if isinstance(result, Exception)]
    assert {type(error) for error in refused} == {Conflict}
    assert (_sold(results), len(refused), _held(variant)) == (LEFT, BUYERS - LEFT, LEFT)
    shelf = StockLevel.objects.get(pk=variant.pk)
    assert (shelf.on_hand, shelf.reserved) == (LEFT, LEFT)
    assert Purchase.objects.count() == LEFT


def _look_then_write(variant_id, number):
    """What the guard replaces: read, decide, write."""
    with transaction.atomic():
        shelf = StockLevel.objects.get(pk=variant_id)
        if shelf.free < 1:
            raise Conflict("Stok habis.")
        time.sleep(0.01)
        StockLevel.objects.filter(pk=variant_id).update(reserved=shelf.reserved + 1)
        Reservation.objects.create(stock_id=variant_id, reference=f"RK-{number}", quantity=1, created_at=clock.now())


def test_without_the_guard_more_is_sold_than_there_is():
    variant = VariantFactory(stock=LEFT)
    results = crowd([partial(_look_then_write, variant.pk, number) for number in range(BUYERS)])
    assert _sold(results) > LEFT
    assert _held(variant) == _sold(results)


def _look_then_add(variant_id):
    with transaction.atomic():
        if StockLevel.objects.get(pk=variant_id).free < 1:
            raise Conflict("Stok habis.")
        time.sleep(0.01)
        StockLevel.objects.filter(pk=variant_id).update(reserved=F("reserved") + 1)


def test_where_the_guard_is_forgotten_the_table_still_refuses():
    variant = VariantFactory(stock=LEFT)
    results = crowd([partial(_look_then_add, variant.pk)] * BUYERS)
    assert _sold(results) == LEFT
    assert any(isinstance(result, IntegrityError) for result in results)


def test_carts_in_opposite_order_do_not_block_each_other():
    one, two = VariantFactory(stock=100), VariantFactory(stock=100)
    orders = [{one.pk: 1, two.pk: 1}, {two.pk: 1, one.pk: 1}] * 8
    results = crowd([partial(reserve, quantities=q, reference=f"RK-{n}") for n, q in enumerate(orders)])
    assert results == [None] * 16
    assert set(StockLevel.objects.values_list("reserved", flat=True)) == {16}


def _in_the_order_given(quantities):
    with transaction.atomic():
        for variant in quantities:
            StockLevel.objects.filter(pk=variant).update(reserved=F("reserved") + 1)
            time.sleep(0.05)


def test_taken_in_the_order_of_the_cart_they_would():
    one, two = VariantFactory(stock=100), VariantFactory(stock=100)
    orders = [{one.pk: 1, two.pk: 1}, {two.pk: 1, one.pk: 1}] * 8
    results = crowd([partial(_in_the_order_given, quantities) for quantities in orders])
    assert any(isinstance(result, OperationalError) and "deadlock" in str(result) for result in results)


@pytest.mark.parametrize("stock", [100, 1])
def test_one_key_sixteen_times_at_once_is_one_purchase(stock):
    variant = VariantFactory(stock=stock)
    buy = partial(place, lines=[Line(variant.pk, 1)], buyer=BUYER, delivery=PICKUP, idempotency_key="k-1")
    results = crowd([buy] * 16)
    assert {getattr(result, "number", result) for result in results} == {Purchase.objects.get().number}
    assert StockLevel.objects.get(pk=variant.pk).reserved == 1


def test_without_a_key_they_are_sixteen():
    variant = VariantFactory(stock=100)
    results = crowd([partial(place, lines=[Line(variant.pk, 1)], buyer=BUYER, delivery=PICKUP)] * 16)
    assert len({result.number for result in results}) == 16


@pytest.mark.parametrize("stock", [100, 1])
def test_one_reference_sixteen_times_at_once_holds_once(stock):
    variant = VariantFactory(stock=stock)
    results = crowd([partial(reserve, quantities={variant.pk: 1}, reference="RK-A")] * 16)
    assert results == [None] * 16
    assert (StockLevel.objects.get().reserved, _held(variant)) == (1, 1)

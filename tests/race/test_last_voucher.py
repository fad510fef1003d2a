import time
from dataclasses import replace
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from products.orders.expire import cancel
from products.orders.models import Purchase, Voucher, VoucherUse
from products.orders.place import Line, Terms, place
from products.orders.vouchers.give_back import give_back
from products.stock.models import StockLevel
from rumah.core.errors import Conflict
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import BUYER, PICKUP, VoucherFactory, buy
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
BUYERS, LEFT, OFF = 32, 5, 5_000


def _placings(code):
    variants = [VariantFactory(stock=BUYERS) for _ in range(8)]
    return [
        partial(
            place, lines=[Line(variants[n % 8].pk, 1)], buyer=replace(BUYER, phone=f"0812{n:08d}"), delivery=PICKUP,
            terms=Terms(code),
        )
        for n in range(BUYERS)
    ]  # fmt: skip


def _used(results):
    return sum(isinstance(result, Purchase) for result in results)


@pytest.mark.parametrize(
    "limits",
    [{"max_uses": LEFT}, {"max_uses": None, "budget": LEFT * OFF + 100}, {"max_uses": 20, "budget": LEFT * OFF}],
)
def test_thirty_two_buyers_share_what_is_left_of_a_voucher_and_no_more(limits):
    voucher = VoucherFactory(value=OFF, **limits)
    results = crowd(_placings(voucher.code), apart=0.02)
    refused = [error for error in results if isinstance(error, Exception)]
    assert {(type(error), error.problems[0].field, error.problems[0].code) for error in refused} == {
        (Conflict, "voucher", "used_up")
    }
    voucher.refresh_from_db()
    assert (_used(results), voucher.uses, voucher.spent) == (LEFT, LEFT, LEFT * OFF)
    assert VoucherUse.objects.count() == Purchase.objects.count() == LEFT
    # Whoever was refused holds nothing.
    assert sum(StockLevel.objects.values_list("reserved", flat=True)) == LEFT


def _look_then_write(voucher_id):
    """What the guard replaces: read, decide, write."""
    with transaction.atomic():
        voucher = Voucher.objects.get(pk=voucher_id)
        if voucher.uses >= LEFT:
            raise Conflict("Habis.")
        time.sleep(0.01)
        Voucher.objects.filter(pk=voucher_id).update(uses=voucher.uses + 1, spent=voucher.spent + OFF)
        return True


def test_without_the_guard_more_is_given_than_there_is():
    voucher = VoucherFactory(max_uses=LEFT)
    results = crowd([partial(_look_then_write, voucher.pk)] * BUYERS)
    assert sum(result is True for result in results) > LEFT


def _look_then_add(voucher_id):
    with transaction.atomic():
        if Voucher.objects.get(pk=voucher_id).uses >= LEFT:
            raise Conflict("Habis.")
        time.sleep(0.01)
        Voucher.objects.filter(pk=voucher_id).update(uses=F("uses") + 1, spent=F("spent") + OFF)
        return True


def test_where_the_guard_is_forgotten_the_table_still_refuses():
    voucher = VoucherFactory(max_uses=LEFT)
    results = crowd([partial(_look_then_add, voucher.pk)] * BUYERS)
    assert sum(result is True for result in results) == LEFT
    assert any(isinstance(result, IntegrityError) for result in results)


def test_one_buyer_in_eight_tabs_uses_it_once():
    voucher, variant = VoucherFactory(per_buyer=1, max_uses=100), VariantFactory(stock=100)
    tab = partial(place, lines=[Line(variant.pk, 1)], buyer=BUYER, delivery=PICKUP, terms=Terms(voucher.code))
    results = crowd([tab] * 8)
    assert _used(results) == 1
    assert {error.problems[0].code for error in results if isinstance(error, Exception)} == {"used"}
    voucher.refresh_from_db()
    assert voucher.uses == 1


def _count_then_use(voucher, purchase):
    with transaction.atomic():
        if VoucherUse.objects.filter(voucher=voucher, phone=purchase.buyer_phone).exists():
            raise Conflict("Sudah.")
        time.sleep(0.01)
        VoucherUse.objects.create(
            voucher=voucher, purchase=purchase, phone=purchase.buyer_phone, amount=1, used_at=purchase.placed_at
        )
        return True


def test_counted_before_the_row_is_taken_they_would_use_it_more_often():
    voucher = VoucherFactory(per_buyer=1)
    purchases = [buy({VariantFactory(): 1}) for _ in range(8)]
    results = crowd([partial(_count_then_use, voucher, purchase) for purchase in purchases])
    assert sum(result is True for result in results) > 1


def test_given_back_by_eight_at_once_it_comes_back_once():
    voucher = VoucherFactory()
    purchase = buy({VariantFactory(): 1}, terms=Terms(voucher.code))
    results = crowd([partial(give_back, purchase=purchase)] * 8)
    assert sorted(results) == [False] * 7 + [True]
    voucher.refresh_from_db()
    assert (voucher.uses, voucher.spent) == (0, 0)


def test_placing_and_cancelling_at_once_never_wait_for_each_other_in_a_circle():
    voucher, variant = VoucherFactory(max_uses=100), VariantFactory(stock=100)
    old = [
        buy({variant: 1}, buyer=replace(BUYER, phone=f"0813{n:08d}"), terms=Terms(voucher.code)) for n in range(8)
    ]  # fmt: skip
    new = [
        partial(
            place, lines=[Line(variant.pk, 1)], buyer=replace(BUYER, phone=f"0814{n:08d}"), delivery=PICKUP,
            terms=Terms(voucher.code),
        )
        for n in range(8)
    ]  # fmt: skip
    results = crowd([*new, *(partial(cancel, purchase=purchase) for purchase in old)])
    assert [result for result in results if isinstance(result, Exception)] == []
    voucher.refresh_from_db()
    assert (voucher.uses, StockLevel.objects.get().reserved) == (8, 8)

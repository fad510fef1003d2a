"""What the house pays a courier: outstanding until the order ends, then borne by its seller, to the rupiah and once."""

from functools import partial

import pytest
from django.db import transaction

from products.ledger.balances import balance, balances
from products.ledger.models import Journal
from products.payments.cancel_order import cancel_order
from products.payments.complete import complete
from products.payments.courier_cost import courier_cost
from products.payments.models import Transfer
from products.payments.refund import refund
from products.payouts.batch import batch, unpaid
from products.payouts.proving.prove import prove
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.selling import banked, shipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    _purchase, (mine,) = bought({VariantFactory(price=60_000): 1})
    return mine


def _parcels():
    return list(Transfer.objects.filter(kind="parcel").order_by("pk").values_list("amount", flat=True))


def test_it_is_outstanding_until_the_order_ends_and_goes_off_its_earning(order):
    note = partial(courier_cost, order=order, reference="RK-1-1", rupiah=18_000)
    assert (note(), note()) == (True, False)
    assert (balance("courier_costs", business_id=order.business_id), balance("couriers")) == (18_000, -18_000)
    assert (_parcels(), prove()) == ([], [])
    for _ in range(2):
        complete(order=shipped(order) if order.fulfilment == "to_accept" else order)
        order.refresh_from_db()
    assert _parcels() == [-18_000]
    assert balances() == {
        "provider:stripe": 60_000, "held": 0, "payable": -42_000, "courier_costs": 0, "couriers": -18_000
    }  # fmt: skip
    assert unpaid(order.business) == 42_000
    assert prove() == []


def test_a_price_that_changes_moves_the_difference_before_and_after_the_end(order):
    for rupiah in (18_000, 21_500):
        courier_cost(order=order, reference="RK-1-1", rupiah=rupiah)
    complete(order=shipped(order))
    assert _parcels() == [-21_500]
    for rupiah in (24_000, 24_000, 19_000):
        courier_cost(order=order, reference="RK-1-1", rupiah=rupiah)
    assert _parcels() == [-21_500, -2_500, 5_000]
    assert (balance("payable"), balance("couriers"), balance("courier_costs")) == (-41_000, -19_000, 0)
    assert Journal.objects.filter(kind="courier").count() == 4
    assert prove() == []


@pytest.mark.parametrize("is_over", [False, True])
def test_a_courier_called_off_costs_nobody_anything(order, is_over):
    courier_cost(order=order, reference="RK-1-1", rupiah=18_000)
    if is_over:
        complete(order=shipped(order))
    courier_cost(order=order, reference="RK-1-1", rupiah=0)
    if not is_over:
        complete(order=shipped(order))
    assert (unpaid(order.business), balance("couriers"), balance("courier_costs")) == (60_000, 0, 0)
    assert prove() == []


def test_several_parcels_of_one_order_are_borne_together(order):
    for number in (1, 2):
        courier_cost(order=order, reference=f"RK-1-{number}", rupiah=9_000)
    complete(order=shipped(order))
    assert _parcels() == [-18_000]
    assert prove() == []


def test_a_refund_does_not_touch_it(order):
    courier_cost(order=order, reference="RK-1-1", rupiah=18_000)
    with transaction.atomic():
        refund(purchase=order.purchase, order=order, amount=30_000, reason="Rusak", key="before")
    complete(order=shipped(order))
    with transaction.atomic():
        refund(purchase=order.purchase, order=order, amount=30_000, reason="Rusak", key="after")
    assert (_parcels(), unpaid(order.business)) == ([-18_000], -18_000)
    assert prove() == []


def test_an_order_called_off_after_its_courier_was_booked_is_borne_by_whoever_booked_it(order):
    courier_cost(order=order, reference="RK-1-1", rupiah=18_000)
    owner = MembershipFactory(business=order.business).user
    for _ in range(2):
        cancel_order(order=order, actor=owner, reason="Habis")
    assert (_parcels(), unpaid(order.business)) == ([-18_000], -18_000)
    assert prove() == []
    # Staff call the courier off, and the message about it comes.
    courier_cost(order=order, reference="RK-1-1", rupiah=0)
    assert (unpaid(order.business), balance("couriers"), balance("payable")) == (0, 0, 0)
    assert prove() == []


def test_a_payout_is_what_is_left_and_a_later_price_waits_for_the_next(order, settings):
    settings.PAYOUT_MIN_RUPIAH = 1
    courier_cost(order=order, reference="RK-1-1", rupiah=18_000)
    complete(order=shipped(order))
    banked(order.business)
    (payout,) = batch()
    courier_cost(order=order, reference="RK-1-1", rupiah=20_000)
    payout.refresh_from_db()
    assert (payout.amount, unpaid(order.business)) == (42_000, -2_000)
    assert prove() == []

"""What sellers earn: at completion, once, less by refunds and commission, in whole rupiah."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import override_settings

from products.ledger.balances import balance, balances
from products.orders.commission_models import CommissionRule
from products.orders.dispute_hold import hold, unhold
from products.orders.fulfil import accept, ship
from products.orders.models import DeliverySettings, Order, Voucher
from products.orders.place import DeliveryChoice, Terms
from products.payments.cash_received import cash_received
from products.payments.complete import complete, complete_overdue
from products.payments.models import Transfer
from products.payments.refund import refund
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP, buy

pytestmark = pytest.mark.django_db


def _shipped(order):
    accept(order=order, actor=None)
    return ship(order=order, actor=None, courier="JNE")


def _back(order, amount, key="k1"):
    with transaction.atomic():
        return refund(purchase=order.purchase, order=order, amount=amount, reason="Rusak", key=key)


def _transfers(order):
    return list(Transfer.objects.filter(order=order).order_by("pk").values_list("kind", "amount", "commission"))


def test_completion_earns_once():
    _purchase, (order,) = bought({VariantFactory(price=15_000): 2})
    assert not Transfer.objects.exists()
    _shipped(order)
    complete(order=order)
    complete(order=order)
    assert _transfers(order) == [("earned", 30_000, 0)]
    assert (balance("held"), balance("payable", business_id=order.business_id)) == (0, -30_000)


def test_what_is_not_shipped_is_not_completed():
    _purchase, (order,) = bought({VariantFactory(): 1})
    with pytest.raises(Conflict):
        complete(order=order)
    assert not Transfer.objects.exists()


def test_a_refund_before_completion_is_not_earned_and_one_after_is_taken_back():
    _purchase, (order,) = bought({VariantFactory(price=15_000): 2})
    _back(order, 4_000)
    _shipped(order)
    complete(order=order)
    _back(order, 6_000, "k2")
    assert _transfers(order) == [("earned", 26_000, 0), ("refund", -6_000, 0)]
    assert balance("payable", business_id=order.business_id) == -20_000
    assert balance("refund_due") == -10_000


def test_the_commission_is_the_one_of_the_day_it_was_placed():
    variant = VariantFactory(price=9_999)
    past = clock.now() - timedelta(days=1)
    CommissionRule.objects.create(basis_points=500, valid_from=past)
    CommissionRule.objects.create(category=variant.product.category, basis_points=250, valid_from=past)
    CommissionRule.objects.create(
        category=variant.product.category, basis_points=900, valid_from=clock.now() + timedelta(days=1)
    )
    _purchase, (order,) = bought({variant: 1})
    CommissionRule.objects.update(basis_points=5_000)
    order.refresh_from_db()
    assert order.commission_bp == 250
    _shipped(order)
    complete(order=order)
    # 2,5% of Rp9.999 is Rp249,975: the fraction is the seller's.
    assert _transfers(order) == [("earned", 9_750, 249)]
    for step in range(3):
        _back(order, 3_333, f"k{step}")
    assert sum(amount for _kind, amount, _kept in _transfers(order)) == 0
    assert sum(kept for _kind, _amount, kept in _transfers(order)) == 0
    assert (balance("commission"), balance("payable"), balance("refund_due")) == (0, 0, -9_999)


def test_a_business_rule_beats_a_category_and_the_house():
    variant = VariantFactory(price=10_000)
    past = clock.now() - timedelta(days=1)
    CommissionRule.objects.create(business=variant.product.business, basis_points=100, valid_from=past)
    CommissionRule.objects.create(category=variant.product.category, basis_points=250, valid_from=past)
    _purchase, (order,) = bought({variant: 1})
    assert Order.objects.get(pk=order.pk).commission_bp == 100


def test_no_rule_means_no_commission():
    _purchase, (order,) = bought({VariantFactory(): 1})
    assert order.commission_bp == 0


def test_a_complaint_holds_completion():
    _purchase, (order,) = bought({VariantFactory(): 1})
    _shipped(order)
    hold(order=order)
    with pytest.raises(Conflict):
        complete(order=order)
    with override_settings(AUTO_COMPLETE_DAYS=0):
        assert complete_overdue() == 0
    unhold(order=order)
    complete(order=order)
    assert Transfer.objects.count() == 1


def test_the_clock_completes_what_nobody_complained_about():
    _purchase, (order,) = bought({VariantFactory(price=15_000): 1})
    _shipped(order)
    Order.objects.update(changed_at=clock.now() - timedelta(days=6, hours=23))
    assert complete_overdue() == 0
    Order.objects.update(changed_at=clock.now() - timedelta(days=7))
    assert (complete_overdue(), complete_overdue()) == (1, 0)
    assert _transfers(order) == [("earned", 15_000, 0)]


def test_cash_that_the_seller_has_is_not_paid_out_again():
    variant = VariantFactory(price=15_000)
    DeliverySettings.objects.create(
        business=variant.product.business, own=True, own_fees={"35.10.24": 5_000}, cash=True, updated_at=clock.now()
    )
    own = DeliveryChoice("own", SHIP.region_code, SHIP.address)
    purchase = buy({variant: 1}, delivery=own, terms=Terms(cash=True))
    order = purchase.orders.get()
    _shipped(order)
    complete(order=order)
    assert not Transfer.objects.exists()
    cash_received(order=order, actor=None)
    cash_received(order=order, actor=None)
    assert [(kind, amount) for kind, amount, _kept in _transfers(order)] == [
        ("earned", order.total), ("cash", -order.total)
    ]  # fmt: skip
    assert all(amount == 0 for amount in balances().values())


def _voucher(**kwargs):
    now = clock.now()
    return Voucher.objects.create(
        **{
            "code": "HEMAT", "value": 10_000, "max_uses": 10, "valid_from": now - timedelta(days=1),
            "valid_until": now + timedelta(days=1), "created_at": now, **kwargs,
        }
    )  # fmt: skip


def test_the_house_pays_its_own_voucher_until_the_sale_is_taken_back():
    first, second = VariantFactory(price=15_000), VariantFactory(price=45_000)
    _voucher()
    purchase, (order, other) = bought({first: 1, second: 1}, terms=Terms(voucher="HEMAT"))
    assert (purchase.total, order.discount, other.discount) == (50_000, 2_500, 7_500)
    # The sellers are owed the whole price, the buyers paid less, the house the difference.
    assert (balance("held"), balance("voucher_platform")) == (-60_000, 10_000)
    _shipped(order)
    complete(order=order)
    assert _transfers(order) == [("earned", 15_000, 0)]
    _back(order, 4_000)
    _back(order, 8_500, "k2")
    assert sum(amount for _kind, amount, _kept in _transfers(order)) == 0
    assert (balance("payable"), balance("voucher_platform"), balance("refund_due")) == (0, 7_500, -12_500)


def test_a_sellers_own_voucher_is_the_sellers_loss():
    variant = VariantFactory(price=15_000)
    _voucher(business=variant.product.business, value=5_000)
    _purchase, (order,) = bought({variant: 1}, terms=Terms(voucher="HEMAT"))
    _shipped(order)
    complete(order=order)
    assert _transfers(order) == [("earned", 10_000, 0)]
    assert balance("voucher_platform") == 0

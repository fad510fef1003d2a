"""A paid order called off: stock and money go back, once."""

import pytest

from products.ledger.balances import balance
from products.orders.fulfil import accept, ship
from products.payments.cancel_order import cancel_order
from products.payments.models import Refund
from products.stock.models import StockLevel
from rumah.core.errors import Conflict, DomainError
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.orders import buy

pytestmark = pytest.mark.django_db


@pytest.fixture
def sale():
    first, second = VariantFactory(price=15_000, stock=5), VariantFactory(price=40_000, stock=5)
    purchase, orders = bought({first: 2, second: 1})
    return purchase, orders, (first, second)


def _shelf(variant):
    shelf = StockLevel.objects.get(pk=variant.pk)
    return shelf.on_hand, shelf.reserved


def test_a_buyer_cancels_before_packing(sale):
    purchase, (order, other), (first, second) = sale
    for _ in range(2):
        cancel_order(order=order, actor=None, reason="Salah pesan")
    order.refresh_from_db()
    other.refresh_from_db()
    purchase.refresh_from_db()
    assert (order.fulfilment, other.fulfilment, purchase.payment_state) == ("cancelled", "to_accept", "paid")
    assert list(Refund.objects.values_list("order", "amount", "state")) == [(order.pk, 30_000, "due")]
    assert (_shelf(first), _shelf(second)) == ((5, 0), (4, 0))
    assert (balance("held"), balance("refund_due")) == (-40_000, -30_000)


def test_all_orders_cancelled_gives_everything_back(sale):
    purchase, orders, variants = sale
    for order in orders:
        cancel_order(order=order, actor=None, reason="Salah pesan")
    assert sorted(Refund.objects.values_list("amount", flat=True)) == [30_000, 40_000]
    assert (balance("held"), balance("refund_due"), balance("provider:stripe")) == (0, -70_000, 70_000)
    assert [_shelf(variant) for variant in variants] == [(5, 0), (5, 0)]
    assert purchase.attempts.get().refunded == purchase.total == 70_000


def test_after_acceptance_only_the_seller_may(sale):
    _purchase, (order, _other), _variants = sale
    owner = MembershipFactory(business=order.business).user
    stranger = MembershipFactory().user
    accept(order=order, actor=owner)
    for actor in (None, stranger):
        with pytest.raises(Conflict):
            cancel_order(order=order, actor=actor, reason="Ingin batal")
    assert not Refund.objects.exists()
    cancel_order(order=order, actor=owner, reason="Bahan habis")
    assert Refund.objects.get().reason == "Bahan habis"


def test_after_shipping_nobody_may(sale):
    _purchase, (order, _other), _variants = sale
    owner = MembershipFactory(business=order.business).user
    accept(order=order, actor=owner)
    ship(order=order, actor=owner, courier="JNE")
    with pytest.raises(Conflict):
        cancel_order(order=order, actor=owner, reason="Bahan habis")
    order.refresh_from_db()
    assert (order.fulfilment, Refund.objects.count()) == ("shipped", 0)


def test_a_reason_is_needed_and_so_is_a_payment(sale):
    _purchase, (order, _other), _variants = sale
    with pytest.raises(DomainError) as error:
        cancel_order(order=order, actor=None, reason=" ")
    assert error.value.problems[0].field == "reason"
    unpaid = buy({VariantFactory(): 1}).orders.get()
    with pytest.raises(Conflict):
        cancel_order(order=unpaid, actor=None, reason="Salah pesan")
    assert not Refund.objects.exists()

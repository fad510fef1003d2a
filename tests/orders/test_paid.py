from datetime import timedelta

import pytest
from django.db import transaction

from products.orders.expire import cancel, expire
from products.orders.models import Order, Purchase
from products.orders.paid import paid
from products.stock.models import Reservation, StockLevel
from products.stock.reserve import reserve
from rumah.core import clock
from rumah.core.errors import Conflict
from rumah.core.locking import locked_one
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import buy

pytestmark = pytest.mark.django_db


def _pay(purchase):
    with transaction.atomic():
        return paid(purchase=locked_one(Purchase.objects.filter(pk=purchase.pk)), at=clock.now())


def _overdue(purchase):
    Purchase.objects.filter(pk=purchase.pk).update(expires_at=clock.now() - timedelta(minutes=1))
    return expire(purchase_id=purchase.pk)


def _state(purchase):
    purchase.refresh_from_db()
    fulfilments = set(Order.objects.filter(purchase=purchase).values_list("fulfilment", flat=True))
    return purchase.payment_state, fulfilments


def _shelf(variant):
    return tuple(StockLevel.objects.values_list("on_hand", "reserved").get(pk=variant.pk))


def _told():
    return set(OutboxMessage.objects.values_list("dedupe_key", flat=True))


def test_a_payment_sells_the_pieces_and_tells_buyer_and_seller_once():
    variant = VariantFactory(stock=5, product__business=BusinessFactory(email="toko@contoh.id"))
    purchase = buy({variant: 2})
    assert _pay(purchase) == "paid"
    assert _pay(purchase) == "paid"
    assert _state(purchase) == ("paid", {"to_accept"})
    assert purchase.paid_at is not None
    assert _shelf(variant) == (3, 0)
    order = Order.objects.get()
    assert _told() == {
        f"purchase:{purchase.pk}:placed", f"purchase:{purchase.pk}:paid", f"order:{order.pk}:new:seller",
    }  # fmt: skip
    assert OutboxMessage.objects.get(dedupe_key=f"order:{order.pk}:new:seller").to == "toko@contoh.id"


def test_money_is_taken_in_only_inside_a_transaction(transactional_db):
    purchase = buy({VariantFactory(): 1})
    with pytest.raises(RuntimeError, match="transaction"):
        paid(purchase=purchase, at=clock.now())
    assert _state(purchase) == ("awaiting", {"waiting"})


def test_the_deadline_gives_the_pieces_back_and_says_so_once():
    variant = VariantFactory(stock=2)
    purchase = buy({variant: 2})
    assert _overdue(purchase) is True
    assert expire(purchase_id=purchase.pk) is False
    assert _state(purchase) == ("expired", {"cancelled"})
    assert _shelf(variant) == (2, 0)
    variant.product.refresh_from_db()
    assert variant.product.in_stock is True
    assert f"purchase:{purchase.pk}:expired" in _told()


def test_nothing_expires_before_its_deadline():
    variant = VariantFactory(stock=2)
    purchase = buy({variant: 2})
    assert expire(purchase_id=purchase.pk) is False
    assert _state(purchase) == ("awaiting", {"waiting"})
    assert _shelf(variant) == (2, 2)


def test_a_payment_that_has_just_landed_is_not_expired():
    variant = VariantFactory(stock=2)
    purchase = buy({variant: 2})
    _pay(purchase)
    assert _overdue(purchase) is False
    assert _state(purchase) == ("paid", {"to_accept"})
    assert _shelf(variant) == (0, 0)


def test_a_late_payment_revives_the_purchase_while_the_pieces_are_there():
    variant = VariantFactory(stock=2)
    purchase = buy({variant: 2})
    _overdue(purchase)
    assert _pay(purchase) == "paid"
    assert _state(purchase) == ("paid", {"to_accept"})
    assert _shelf(variant) == (0, 0)
    assert AuditEntry.objects.get(verb="orders.payment", data__after="paid").data["late"] is True


def test_a_late_payment_for_what_is_gone_is_owed_back():
    variant = VariantFactory(stock=2)
    purchase = buy({variant: 2})
    _overdue(purchase)
    reserve(quantities={variant.pk: 1}, reference="RK-OTHER")
    assert _pay(purchase) == "refund_due"
    assert _state(purchase) == ("refund_due", {"cancelled"})
    assert _shelf(variant) == (2, 1)
    assert f"purchase:{purchase.pk}:refund_due" in _told()


def test_the_buyer_cancels_before_paying_and_money_that_comes_after_goes_back():
    variant = VariantFactory(stock=2)
    purchase = buy({variant: 2})
    cancel(purchase=purchase)
    cancel(purchase=purchase)
    assert _state(purchase) == ("cancelled", {"cancelled"})
    assert _shelf(variant) == (2, 0)
    assert _pay(purchase) == "refund_due"
    assert _state(purchase) == ("refund_due", {"cancelled"})
    assert _shelf(variant) == (2, 0)


def test_what_is_paid_cannot_be_cancelled():
    variant = VariantFactory(stock=2)
    purchase = buy({variant: 2})
    _pay(purchase)
    with pytest.raises(Conflict, match="dibayar"):
        cancel(purchase=purchase)
    assert _state(purchase) == ("paid", {"to_accept"})
    assert Reservation.objects.get().state == "committed"

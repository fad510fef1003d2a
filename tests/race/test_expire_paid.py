import time
from datetime import timedelta
from functools import partial
from threading import Event

import pytest
from django.db import transaction

from products.orders.expire import cancel, expire
from products.orders.models import Order, Purchase
from products.orders.paid import paid
from products.stock.close import release
from products.stock.models import Reservation, StockLevel
from rumah.core import clock
from rumah.core.errors import Conflict
from rumah.core.locking import locked_one
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import buy
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def _overdue(variant):
    purchase = buy({variant: 2})
    Purchase.objects.filter(pk=purchase.pk).update(expires_at=clock.now() - timedelta(minutes=1))
    return purchase


def _pay(purchase):
    with transaction.atomic():
        return paid(purchase=locked_one(Purchase.objects.filter(pk=purchase.pk)), at=clock.now())


def _ends(purchase):
    purchase.refresh_from_db()
    shelf = StockLevel.objects.get()
    return purchase.payment_state, Order.objects.get(purchase=purchase).fulfilment, shelf.on_hand, shelf.reserved


@pytest.mark.parametrize("apart", [0.0, 0.02])
def test_money_at_the_deadline_is_never_lost(apart):
    for _ in range(5):
        variant = VariantFactory(stock=2)
        purchase = _overdue(variant)
        results = crowd([partial(expire, purchase_id=purchase.pk), partial(_pay, purchase)] * 3, apart=apart)
        assert not [result for result in results if isinstance(result, Exception)]
        assert _ends(purchase) == ("paid", "to_accept", 0, 0)
        assert Reservation.objects.filter(state="committed").count() == 1
        Reservation.objects.all().delete()
        StockLevel.objects.all().delete()


def _expire_without_asking_again(purchase):
    seen = Purchase.objects.get(pk=purchase.pk)
    if seen.payment_state == "awaiting":
        time.sleep(0.1)
        Purchase.objects.filter(pk=purchase.pk).update(payment_state="expired")
        release(reference=seen.number)


def test_without_the_second_look_the_payment_is_overwritten():
    purchase = _overdue(VariantFactory(stock=2))
    crowd([partial(_expire_without_asking_again, purchase), partial(_pay, purchase)])
    assert _ends(purchase)[0] == "expired"


def test_a_purchase_is_paid_or_cancelled_and_the_shelf_knows_which():
    purchase = buy({VariantFactory(stock=2): 2})
    results = crowd([partial(_pay, purchase)] * 2 + [partial(cancel, purchase=purchase)] * 2)
    assert {type(result) for result in results if isinstance(result, Exception)} <= {Conflict}
    assert _ends(purchase) in {("paid", "to_accept", 0, 0), ("refund_due", "cancelled", 2, 0)}


def _cancel_without_asking_again(purchase, has_read, is_paid):
    seen = Purchase.objects.get(pk=purchase.pk)
    has_read.set()
    assert is_paid.wait(10)
    if seen.payment_state == "awaiting":
        Purchase.objects.filter(pk=purchase.pk).update(payment_state="cancelled")
        release(reference=seen.number)


def _pay_in_between(purchase, has_read, is_paid):
    assert has_read.wait(10)
    _pay(purchase)
    is_paid.set()


def test_a_cancellation_that_does_not_look_again_loses_the_money():
    """The negative control: paid and sold, yet the books say cancelled and no refund is due."""
    purchase = buy({VariantFactory(stock=2): 2})
    events = Event(), Event()
    crowd([partial(_cancel_without_asking_again, purchase, *events), partial(_pay_in_between, purchase, *events)])
    assert _ends(purchase) == ("cancelled", "to_accept", 0, 0)

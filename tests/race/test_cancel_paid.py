"""The buyer cancels while the money arrives, on PostgreSQL: closing at the provider against settling here."""

import threading

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from products.orders import expire as orders_expire
from products.orders.models import Order, Purchase
from products.payments.cancel import cancel_purchase
from products.payments.models import Attempt
from products.payments.settle import settle
from products.payments.start import start
from products.stock.models import StockLevel
from rumah.core.errors import Conflict
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import buy
from tests.peers.paying import choose
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
PAID = ("paid", "settled", "to_accept", 8, 0)
CANCELLED = ("cancelled", "expired", "cancelled", 10, 0)


@pytest.fixture(autouse=True)
def _provider(live_server: LiveServer, settings: Settings) -> None:
    settings.STRIPE_API_BASE = live_server.url.replace("localhost", "127.0.0.1") + "/simulasi/stripe"


def begin() -> tuple[Purchase, Attempt]:
    purchase = buy({VariantFactory(stock=10): 2})
    return purchase, start(purchase=purchase)


def ends(purchase: Purchase, attempt: Attempt) -> tuple[str, str, str, int, int]:
    purchase.refresh_from_db()
    attempt.refresh_from_db()
    shelf = StockLevel.objects.get(variant__order_lines__order__purchase=purchase)
    order = Order.objects.get(purchase=purchase)
    return purchase.payment_state, attempt.state, order.fulfilment, shelf.on_hand, shelf.reserved


def test_money_that_is_there_wins_over_every_cancellation():
    purchase, attempt = begin()
    choose(attempt, "kabar-hilang")
    deeds = [lambda: cancel_purchase(purchase=purchase), lambda: settle(attempt_id=attempt.pk)] * 4
    refused = [result for result in crowd(deeds) if isinstance(result, Exception)]
    assert {type(error) for error in refused} == {Conflict}
    assert ends(purchase, attempt) == PAID


@pytest.mark.parametrize("apart", [0.0, 0.05])
def test_cancelling_while_the_buyer_pays_ends_in_one_of_two_ways(apart: float):
    for _ in range(3):
        purchase, attempt = begin()
        deeds = [
            lambda one=purchase: cancel_purchase(purchase=one),
            lambda one=attempt: choose(one, "kabar-hilang"),
            lambda one=attempt: settle(attempt_id=one.pk),
        ]
        crowd(deeds, apart=apart)
        settle(attempt_id=attempt.pk)
        assert ends(purchase, attempt) in {PAID, CANCELLED}


def test_without_the_second_look_a_cancellation_overwrites_money(monkeypatch: pytest.MonkeyPatch):
    """The negative control: `orders.cancel` that read before and writes after the payment makes it vanish."""
    purchase, attempt = begin()
    has_read, is_paid = threading.Event(), threading.Event()

    def unlocked(queryset):
        row = queryset.get()
        has_read.set()
        is_paid.wait(10)
        return row

    def pay():
        has_read.wait(10)
        choose(attempt, "kabar-hilang")
        settle(attempt_id=attempt.pk)
        is_paid.set()

    monkeypatch.setattr(orders_expire, "locked_one", unlocked)
    crowd([lambda: orders_expire.cancel(purchase=purchase), pay])
    assert ends(purchase, attempt)[:2] == ("cancelled", "settled")

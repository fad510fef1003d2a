"""Many hands on one payment, on PostgreSQL: return page, messages and poller at once, and the clock against money."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from products.orders import expire as orders_expire
from products.orders.models import Order, Purchase
from products.payments import settle as settle_module
from products.payments.expire import expire_purchase
from products.payments.inbox import process_due
from products.payments.models import Attempt
from products.payments.settle import settle
from products.payments.start import start
from products.simulator.models import SimulatedSession
from products.stock.models import StockLevel
from rumah.core import clock
from rumah.core.errors import Conflict
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import buy
from tests.peers.paying import choose
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _provider(live_server: LiveServer, settings: Settings) -> None:
    settings.STRIPE_API_BASE = live_server.url.replace("localhost", "127.0.0.1") + "/simulasi/stripe"


def at_once(tasks: list[Callable[[], Any]]) -> list[Exception]:
    """Run the tasks at the same moment and return what was raised."""
    return [result for result in crowd(tasks) if isinstance(result, Exception)]


def times_paid(purchase: Purchase) -> int:
    """Return how often the books say that this purchase became paid."""
    return AuditEntry.objects.filter(verb="orders.payment", target_id=purchase.pk, data__after="paid").count()


def _paid_attempt(pieces: int = 2) -> tuple[Purchase, Attempt]:
    purchase = buy({VariantFactory(stock=10): pieces})
    attempt = start(purchase=purchase)
    choose(attempt, "kabar-hilang")
    return purchase, attempt


def test_sixteen_settles_at_once_pay_once():
    purchase, attempt = _paid_attempt()
    errors = at_once([lambda: settle(attempt_id=attempt.pk)] * 16)
    # A wait for the lock may end in a sentence; nothing else may.
    assert all(isinstance(error, Conflict) for error in errors)
    purchase.refresh_from_db()
    attempt.refresh_from_db()
    shelf = StockLevel.objects.get()
    assert (purchase.payment_state, attempt.state, times_paid(purchase)) == ("paid", "settled", 1)
    assert (shelf.on_hand, shelf.reserved) == (8, 0)
    assert OutboxMessage.objects.filter(dedupe_key=f"purchase:{purchase.pk}:paid").count() == 1
    assert AuditEntry.objects.filter(verb="orders.fulfilment", data__after="to_accept").count() == 1


def test_without_the_lock_the_same_money_would_be_taken_twice(monkeypatch: pytest.MonkeyPatch):
    """The negative control: nobody sees that it is done, and only the table of fulfilment stops the second."""
    purchase, attempt = _paid_attempt()
    everybody_has_read = threading.Barrier(4)

    def unlocked(queryset):
        row = queryset.get()
        if queryset.model is Attempt:
            everybody_has_read.wait(10)
        return row

    monkeypatch.setattr(settle_module, "locked_one", unlocked)
    errors = at_once([lambda: settle(attempt_id=attempt.pk)] * 4)
    assert [type(error) for error in errors] == [Conflict] * 3
    assert times_paid(purchase) == 1


def test_messages_and_settles_of_two_sessions_keep_one_and_flag_the_other():
    purchase = buy({VariantFactory(stock=10): 1})
    first = start(purchase=purchase)
    choose(first, "kedaluwarsa")
    process_due()
    second = start(purchase=purchase)
    SimulatedSession.objects.update(
        status="complete", payment_status="paid", intent_status="succeeded", received=1_500_000
    )
    assert at_once([lambda: settle(attempt_id=first.pk), lambda: settle(attempt_id=second.pk)] * 4) == []
    assert sorted(Attempt.objects.values_list("state", flat=True)) == ["settled", "surplus"]
    assert times_paid(purchase) == 1
    assert StockLevel.objects.get().on_hand == 9


def test_starts_at_once_open_one_session():
    purchase = buy({VariantFactory(stock=10): 1})
    assert at_once([lambda: start(purchase=purchase)] * 8) == []
    assert Attempt.objects.get().state == "pending"
    assert SimulatedSession.objects.count() == 1


def test_the_clock_against_money_always_ends_paid():
    pairs = [_paid_attempt() for _ in range(6)]
    Purchase.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    deeds: list[Callable[[], object]] = []
    for purchase, attempt in pairs:
        deeds.append(lambda pk=attempt.pk: settle(attempt_id=pk))
        deeds.append(lambda pk=purchase.pk: expire_purchase(purchase=Purchase.objects.get(pk=pk)))
        deeds.append(lambda pk=purchase.pk: orders_expire.expire(purchase_id=pk))
    assert at_once(deeds) == []
    for purchase, attempt in pairs:
        purchase.refresh_from_db()
        attempt.refresh_from_db()
        assert (purchase.payment_state, attempt.state, times_paid(purchase)) == ("paid", "settled", 1)
        assert set(Order.objects.filter(purchase=purchase).values_list("fulfilment", flat=True)) == {"to_accept"}
    assert set(StockLevel.objects.values_list("on_hand", "reserved")) == {(8, 0)}


def test_without_the_lock_the_clock_overwrites_money(monkeypatch: pytest.MonkeyPatch):
    """The negative control: an expiry that read before and writes after the payment makes it vanish."""
    purchase, attempt = _paid_attempt()
    Purchase.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    has_read, is_paid = threading.Event(), threading.Event()

    def unlocked(queryset):
        row = queryset.get()
        has_read.set()
        is_paid.wait(10)
        return row

    def pay():
        has_read.wait(10)
        settle(attempt_id=attempt.pk)
        is_paid.set()

    monkeypatch.setattr(orders_expire, "locked_one", unlocked)
    at_once([lambda: orders_expire.expire(purchase_id=purchase.pk), pay])
    purchase.refresh_from_db()
    attempt.refresh_from_db()
    assert (purchase.payment_state, attempt.state) == ("expired", "settled")

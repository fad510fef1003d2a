"""The rows of `test_table.py` that are a matter of two at once, on PostgreSQL, each with a control that loses."""

import time
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from products.ledger.models import Journal
from products.orders import paid as paid_module
from products.orders.expire import expire
from products.orders.models import Purchase
from products.orders.place import Line, place
from products.payments import settle as settle_module
from products.payments import start as start_module
from products.payments.inbox import process_due
from products.payments.models import Attempt
from products.payments.poll import poll_live
from products.payments.providers import provider
from products.payments.settle import settle
from products.payments.start import start
from products.payouts.proving.prove import prove
from products.stock import reserve as reserve_module
from products.stock.models import Reservation, StockLevel
from products.stock.reserve import reserve
from rumah.core import clock
from rumah.core.errors import Conflict, Unavailable
from rumah.core.locking import locked_one
from rumah.core.models import AuditEntry
from tests.factories.catalogue import VariantFactory
from tests.factories.money import attempt_for, money_comes
from tests.factories.orders import BUYER, PICKUP, buy
from tests.peers.paying import choose
from tests.race.crowd import crowd
from tests.race.unguarded import reading_together, without

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
TABS = 8


@pytest.fixture
def _providers(live_server: LiveServer, settings: Settings) -> None:
    peer = live_server.url.replace("localhost", "127.0.0.1") + "/simulasi"
    settings.STRIPE_API_BASE, settings.MIDTRANS_API_BASE = f"{peer}/stripe", f"{peer}/midtrans"


def kinds(results: list[Any]) -> set[type]:
    return {type(result) for result in results if isinstance(result, Exception)}


# 1 · the last piece is sold twice (oscar's counter without a condition, bagisto's read-modify-write)


def placed(variant: Any) -> int:
    """How many of a crowd got the one piece that is left."""
    results = crowd([partial(place, lines=[Line(variant.pk, 1)], buyer=BUYER, delivery=PICKUP)] * TABS)
    assert kinds(results) <= {Conflict, IntegrityError}
    return sum(isinstance(result, Purchase) for result in results)


def test_1_the_last_piece_is_sold_once() -> None:
    assert placed(VariantFactory(stock=1)) == 1
    assert (StockLevel.objects.get().reserved, Reservation.objects.count()) == (1, 1)


def test_1_read_modify_write_sells_it_to_many_and_the_books_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    def take(variant: int, quantity: int) -> bool:
        seen = StockLevel.objects.get(pk=variant)
        time.sleep(0.2)
        shelf = StockLevel.objects.filter(pk=variant)
        return seen.free >= quantity and bool(shelf.update(reserved=seen.reserved + quantity))

    monkeypatch.setattr(reserve_module, "_take", take)
    assert placed(VariantFactory(stock=1)) > 1
    assert "reserved" in {fault.code for fault in prove()}


def test_1_without_the_condition_the_table_still_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def take(variant: int, quantity: int) -> bool:
        return bool(StockLevel.objects.filter(pk=variant).update(reserved=F("reserved") + quantity))

    monkeypatch.setattr(reserve_module, "_take", take)
    assert placed(VariantFactory(stock=1)) == 1


# 3 · two carts wait for each other in a circle (oscar#4594)


def in_opposite_order(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    take = reserve_module._take
    monkeypatch.setattr(reserve_module, "_take", lambda *what: (take(*what), time.sleep(0.1))[0])
    one, two = VariantFactory(stock=100).pk, VariantFactory(stock=100).pk
    carts = [{one: 1, two: 1}, {two: 1, one: 1}] * 2
    return crowd([partial(reserve, quantities=cart, reference=f"RK-{number}") for number, cart in enumerate(carts)])


def test_3_carts_in_opposite_order_do_not_block_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    assert in_opposite_order(monkeypatch) == [None] * 4


def test_3_taken_in_the_order_of_the_cart_they_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reserve_module, "sorted", list, raising=False)
    assert OperationalError in kinds(in_opposite_order(monkeypatch))


# 4 · a `select_for_update` that nobody evaluates locks nothing (pretix off PostgreSQL, saleor)


def somebody_else_can_take(purchase: Purchase) -> bool:
    def take() -> None:
        with transaction.atomic():
            Purchase.objects.select_for_update(nowait=True).get(pk=purchase.pk)

    return crowd([take]) == [None]


def test_4_a_lock_is_a_lock() -> None:
    purchase = buy({VariantFactory(): 1})
    with transaction.atomic():
        locked_one(Purchase.objects.filter(pk=purchase.pk))
        assert not somebody_else_can_take(purchase)
    with transaction.atomic():
        Purchase.objects.filter(pk=purchase.pk).select_for_update()
        assert somebody_else_can_take(purchase)


def test_4_money_is_taken_in_under_the_locks_of_purchase_and_attempt_in_this_order() -> None:
    attempt = attempt_for(buy({VariantFactory(): 1}))
    with CaptureQueriesContext(connection) as queries:
        money_comes(attempt)
    locks = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"]]
    assert [sql.split('FROM "')[1].split('"')[0] for sql in locks[:2]] == ["orders_purchase", "payments_attempt"]


# 6 · a refresh or a second tab pays twice (saleor#14926, mollie#1204)


def is_open_at_its_provider(attempt: Attempt) -> bool:
    return provider(attempt.provider).fetch(attempt).status == "open"


@pytest.mark.usefixtures("_providers")
def test_6_eight_tabs_open_one_attempt() -> None:
    purchase = buy({VariantFactory(stock=5): 1})
    assert len({attempt.pk for attempt in crowd([partial(start, purchase=purchase)] * TABS)}) == 1


@pytest.mark.usefixtures("_providers")
def test_6_two_ways_to_pay_at_once_leave_one_that_can_be_paid() -> None:
    for _ in range(2):
        purchase = buy({VariantFactory(stock=5): 1})
        ways = [partial(start, purchase=purchase, provider=code) for code in ("stripe", "qris")]
        results = crowd(ways * 3, apart=0.02)
        assert kinds(results) <= {Conflict, Unavailable}
        assert Attempt.objects.filter(purchase=purchase, state__in=["created", "pending"]).count() == 1
        # Whoever holds an address or a code of another one finds it closed.
        given = {result.pk: result for result in results if isinstance(result, Attempt)}
        assert sum(map(is_open_at_its_provider, given.values())) <= 1


@pytest.mark.usefixtures("_providers")
@pytest.mark.parametrize("has_key", [True, False])
def test_6_without_the_lock_both_open_unless_the_table_refuses(monkeypatch: pytest.MonkeyPatch, has_key: bool) -> None:
    purchase = buy({VariantFactory(stock=5): 1})
    read = reading_together(2, Purchase)
    monkeypatch.setattr(start_module, "locked_row", lambda model, pk: read(model.objects.filter(pk=pk)))
    ways = [partial(start, purchase=purchase, provider=code) for code in ("stripe", "qris")]
    if has_key:
        assert kinds(crowd(ways)) == {IntegrityError}
        return
    with without(Attempt, "attempt_one_live"):
        results = crowd(ways)
        assert kinds(results) == set()
        assert sum(map(is_open_at_its_provider, results)) == 2


# 5 and 7 · the clock, the browser's return, the message and the poller meet at one payment (saleor, saleor#12652)


def times_paid(purchase: Purchase) -> int:
    return AuditEntry.objects.filter(verb="orders.payment", target_id=purchase.pk, data__after="paid").count()


def everybody_asks(purchase: Purchase, attempt: Attempt) -> list[Any]:
    choose(attempt, "dua-kali")
    Attempt.objects.update(created_at=F("created_at") - start_module.RESUME, checked_at=None)
    return crowd([partial(settle, attempt_id=attempt.pk), process_due, poll_live] * 2)


@pytest.mark.usefixtures("_providers")
def test_7_return_page_message_and_poller_settle_once() -> None:
    purchase = buy({VariantFactory(stock=5): 2})
    assert kinds(everybody_asks(purchase, start(purchase=purchase))) <= {Conflict}
    purchase.refresh_from_db()
    assert (purchase.payment_state, times_paid(purchase), Journal.objects.count()) == ("paid", 1, 1)
    assert prove() == []


@pytest.mark.usefixtures("_providers")
@pytest.mark.parametrize("has_table", [True, False])
def test_7_without_the_lock_it_is_paid_twice_unless_the_table_of_states_refuses(
    monkeypatch: pytest.MonkeyPatch, has_table: bool
) -> None:
    purchase = buy({VariantFactory(stock=5): 2})
    attempt = start(purchase=purchase)
    choose(attempt, "kabar-hilang")
    monkeypatch.setattr(settle_module, "locked_one", reading_together(2, Attempt))
    if not has_table:
        monkeypatch.setattr(paid_module, "move_order", lambda *_args: None)
    refused = kinds(crowd([partial(settle, attempt_id=attempt.pk)] * 2))
    assert (refused, times_paid(purchase)) == (({Conflict}, 1) if has_table else (set(), 2))


def test_5_the_job_and_the_money_at_once_end_paid() -> None:
    """Its control is in `test_table.py`: without the second look the payment is overwritten."""
    for _ in range(3):
        purchase = buy({VariantFactory(stock=5): 2})
        attempt = attempt_for(purchase)
        Purchase.objects.filter(pk=purchase.pk).update(expires_at=clock.now())
        assert kinds(crowd([partial(expire, purchase_id=purchase.pk), partial(money_comes, attempt)])) <= {Conflict}
        purchase.refresh_from_db()
        assert (purchase.payment_state, times_paid(purchase)) == ("paid", 1)
    assert prove() == []

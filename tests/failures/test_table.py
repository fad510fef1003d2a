"""What went wrong in other shops, one row after the other: it cannot go wrong here.

Each row names where it was seen. Where the failure is a matter of rules, the test here shows it on any database; where
it is a matter of two at once, `test_table_races.py` shows it on PostgreSQL under the same number, with its control.
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from products.ledger.models import Journal
from products.ledger.post import Entry, post
from products.orders import expire as expire_module
from products.orders import place as place_module
from products.orders.expire import expire
from products.orders.models import Order, OrderLine, Purchase
from products.orders.place import Line, place
from products.orders.splitting import split
from products.payments.cancel_order import cancel_order
from products.payments.complete import complete
from products.payments.models import Attempt, Refund, WebhookEvent
from products.payments.poll import expire_overdue, poll_closed
from products.payments.queries import payment_status
from products.payments.refund_send import send_due
from products.payments.settle import settle
from products.payments.start import start
from products.payouts.batch import batch
from products.payouts.proving.prove import prove
from products.simulator.events import COMPLETED, Message
from products.simulator.objects import session_object
from products.stock.models import StockLevel
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.money import attempt_for, money_comes
from tests.factories.orders import BUYER, PICKUP, buy
from tests.factories.selling import banked, shipped
from tests.peers.paying import choose, happen, session, work

pytestmark = pytest.mark.django_db


def overdue(purchase: Purchase) -> None:
    """Let the time to pay run out."""
    Purchase.objects.filter(pk=purchase.pk).update(expires_at=clock.now() - timedelta(seconds=1))


def state(purchase: Purchase) -> str:
    purchase.refresh_from_db()
    return purchase.payment_state


# 2 · the same SKU on two lines oversells (oscar#2637); 1 and 3 are races


def twice_on_the_list(stock: int) -> list[Line]:
    variant = VariantFactory(stock=stock)
    return [Line(variant.pk, 2), Line(variant.pk, 2)]


def test_2_the_same_sku_on_two_lines_is_summed_before_it_is_held():
    with pytest.raises(Conflict) as refused:
        place(lines=twice_on_the_list(stock=3), buyer=BUYER, delivery=PICKUP)
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [("lines.0", "short")]
    assert StockLevel.objects.get().reserved == 0
    place(lines=twice_on_the_list(stock=4), buyer=BUYER, delivery=PICKUP)
    assert (OrderLine.objects.get().quantity, StockLevel.objects.latest("pk").reserved) == (4, 4)


def test_2_without_the_sum_only_the_table_stops_it(monkeypatch):
    monkeypatch.setattr(place_module, "merged", list)
    with pytest.raises(IntegrityError):
        place(lines=twice_on_the_list(stock=3), buyer=BUYER, delivery=PICKUP)


# 5 · the job that ends purchases overwrites a payment that has just landed (saleor's _expire_orders)


def test_5_a_payment_that_landed_after_the_job_looked_is_kept():
    purchase = buy({VariantFactory(stock=5): 2})
    overdue(purchase)
    money_comes(attempt_for(purchase))
    assert expire(purchase_id=purchase.pk) is False
    assert state(purchase) == "paid"
    assert prove() == []


def test_5_without_the_second_look_it_is_overwritten_and_the_books_notice(monkeypatch):
    purchase = buy({VariantFactory(stock=5): 2})
    overdue(purchase)
    seen = Purchase.objects.get(pk=purchase.pk)
    money_comes(attempt_for(purchase))
    monkeypatch.setattr(expire_module, "locked_one", lambda _rows: seen)
    monkeypatch.setattr(expire_module, "move_order", lambda *_args, **_more: None)
    assert expire(purchase_id=purchase.pk) is True
    assert state(purchase) == "expired"
    assert "settled" in {fault.code for fault in prove()}


# 6 · a refresh or a second tab pays twice (saleor#14926, mollie#1204)


def test_6_a_refresh_gets_the_same_attempt_and_money_that_comes_twice_goes_back(provider):
    purchase = buy({VariantFactory(stock=5): 2})
    first = start(purchase=purchase)
    assert start(purchase=purchase) == first
    choose(first, "kedaluwarsa")
    work()
    second = start(purchase=purchase)
    assert second != first
    # The buyer pays the page that is open in the other tab as well.
    choose(second, "dua-kali")
    work()
    assert sorted(Attempt.objects.values_list("state", flat=True)) == ["settled", "surplus"]
    assert send_due() == 1
    assert (state(purchase), Refund.objects.get().state, session(first).refunded) == ("paid", "done", 3_000_000)
    assert prove() == []


# 8 · a webhook comes before the order is there, is answered with 200, and the order hangs for ever (statamic-cargo#190)


def test_8_a_message_whose_attempt_is_not_there_yet_is_not_taken_for_done(provider):
    purchase = buy({VariantFactory(stock=5): 2})
    attempt = start(purchase=purchase)
    row = session(attempt)
    row.status, row.payment_status, row.intent_status, row.received = "complete", "paid", "succeeded", row.amount
    row.save()
    message = Message(COMPLETED, session_object(row))
    kept = Attempt.objects.filter(pk=attempt.pk).values().get()
    Attempt.objects.all().delete()
    assert message.post() == 503
    assert not WebhookEvent.objects.exists()
    # The provider sends it again, and then it is there.
    Attempt.objects.create(**kept)
    assert message.post() == 200
    work()
    assert state(purchase) == "paid"


# 9 · duplicate events double the ledger (opencollective#5644)


def test_9_the_same_event_many_times_is_in_the_books_once(provider):
    purchase = buy({VariantFactory(stock=5): 2})
    attempt = start(purchase=purchase)
    choose(attempt, "dua-kali")
    for _ in range(3):
        work()
        settle(attempt_id=attempt.pk)
    assert Journal.objects.filter(kind="received").count() == 1
    assert prove() == []


def test_9_it_is_the_database_that_refuses_the_second():
    lines = [Entry("bank", 5), Entry("surplus", -5)]
    with transaction.atomic():
        assert post(kind="received", reference="a", lines=lines)
        assert not post(kind="received", reference="a", lines=lines)
    with pytest.raises(IntegrityError), transaction.atomic():
        Journal.objects.create(kind="received", reference="a", at=clock.now())


# 10 · paid, but sold out meanwhile (pretix#74)


def test_10_money_for_what_is_gone_is_kept_and_goes_back(provider):
    variant = VariantFactory(stock=2)
    purchase = buy({variant: 2})
    attempt = start(purchase=purchase)
    overdue(purchase)
    assert expire_overdue() == 1
    other = buy({variant: 2})
    choose(attempt, "terlambat")
    work()
    attempt.refresh_from_db()
    assert (state(purchase), attempt.state, attempt.received) == ("refund_due", "settled", 30_000)
    assert payment_status(purchase).to_return == 30_000
    assert send_due() == 1
    assert (payment_status(purchase).to_return, session(attempt).refunded) == (0, 3_000_000)
    assert (state(other), StockLevel.objects.get().reserved) == ("awaiting", 2)
    assert prove() == []


# 11 · QRIS is paid after our deadline (Xendit's and Midtrans' users)


def test_11_a_qris_payment_after_the_deadline_revives_the_purchase_without_a_message(provider):
    purchase = buy({VariantFactory(stock=5): 2})
    attempt = start(purchase=purchase, provider="qris")
    overdue(purchase)
    assert expire_overdue() == 1
    assert (state(purchase), StockLevel.objects.get().reserved) == ("expired", 0)
    happen(attempt, "terlambat")
    WebhookEvent.objects.all().delete()
    Attempt.objects.update(closed_at=clock.now() - timedelta(minutes=3), checked_at=None)
    assert poll_closed() == 1
    assert (state(purchase), Order.objects.get().fulfilment) == ("paid", "to_accept")
    assert prove() == []


# 12 · fractions of a rupiah in a split (mercur)


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**10), min_size=1, max_size=30).filter(any))
def test_12_parts_are_whole_rupiah_and_sum_to_the_whole(amount, weights):
    parts = split(amount, weights)
    assert sum(parts) == amount
    assert all(isinstance(part, int) and part >= 0 for part in parts)
    # Nobody is off by a whole rupiah.
    assert all(
        abs(part * sum(weights) - amount * weight) < sum(weights) for part, weight in zip(parts, weights, strict=True)
    )


# 13 · twelve marketplace bugs found by one run from cart to payout (spree#14622); with a voucher, a complaint and late
# money it runs in tests/payments/test_marketplace.py


def test_13_three_sellers_are_paid_shipped_refunded_and_paid_out(provider):
    sellers = [MembershipFactory() for _ in range(3)]
    variants = [
        VariantFactory(price=price, product__business=one.business)
        for one, price in zip(sellers, (20_000, 60_000, 80_000), strict=True)
    ]
    for one in sellers:
        banked(one.business)
    purchase = buy(dict.fromkeys(variants, 1))
    choose(start(purchase=purchase), "bayar")
    work()
    orders = list(purchase.orders.order_by("business"))
    cancel_order(order=orders[0], actor=sellers[0].user, reason="Barang habis")
    assert send_due() == 1
    for order in orders[1:]:
        complete(order=shipped(order))
    assert sorted(payout.amount for payout in batch()) == [60_000, 80_000]
    assert (state(purchase), Refund.objects.get().amount) == ("paid", 20_000)
    assert prove() == []

from datetime import timedelta

import pytest

from products.orders.expire import cancel, expire
from products.orders.models import Order
from products.payments.models import Attempt, Refund, WebhookEvent
from products.payments.poll import poll_live
from products.payments.queries import attention, payment_status
from products.payments.settle import settle, settle_purchase
from products.payments.start import start
from products.stock.level import set_on_hand
from products.stock.models import StockLevel
from rumah.core import clock
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.orders import buy
from tests.peers.broken import misbehaving
from tests.peers.paying import choose, session, work


def _paid_once(purchase, variant, left=8):
    purchase.refresh_from_db()
    shelf = StockLevel.objects.get(pk=variant.pk)
    told = OutboxMessage.objects.filter(dedupe_key=f"purchase:{purchase.pk}:paid").count()
    moves = AuditEntry.objects.filter(verb="orders.payment", target_id=purchase.pk, data__after="paid").count()
    states = set(Order.objects.filter(purchase=purchase).values_list("fulfilment", flat=True))
    assert (purchase.payment_state, told, moves, states) == ("paid", 1, 1, {"to_accept"})
    assert (shelf.on_hand, shelf.reserved) == (left, 0)
    return True


def _going_back():
    return [(row.amount, row.origin, row.attempt) for row in Refund.objects.select_related("attempt")]


def _let_it_expire(purchase):
    purchase.expires_at = clock.now()
    purchase.save()
    assert expire(purchase_id=purchase.pk)


def test_paying_settles_through_the_message(provider, purchase, variant):
    attempt = start(purchase=purchase)
    back = choose(attempt, "bayar")
    assert back.endswith("&kembali=1")
    assert WebhookEvent.objects.get().processed_at is None
    assert work() == 1
    attempt.refresh_from_db()
    row = session(attempt)
    assert (attempt.state, attempt.received, attempt.payment_reference) == ("settled", 30_000, row.intent)
    assert (attempt.amount * 100, row.received) == (row.received, 3_000_000)
    assert _paid_once(purchase, variant)
    assert payment_status(purchase).code == "paid"
    assert attention() == []


def test_return_page_message_and_poller_may_all_come(provider, purchase, variant):
    attempt = start(purchase=purchase)
    choose(attempt, "bayar")
    settle_purchase(purchase=purchase)
    work()
    settle(attempt_id=attempt.pk)
    poll_live()
    assert _paid_once(purchase, variant)


def test_a_lost_message_is_made_good_by_the_poller(provider, purchase, variant):
    choose(start(purchase=purchase), "kabar-hilang")
    assert not WebhookEvent.objects.exists()
    assert poll_live() == 0
    past = clock.now() - timedelta(minutes=2)
    Attempt.objects.update(created_at=past, checked_at=past)
    assert poll_live() == 1
    assert _paid_once(purchase, variant)


@pytest.mark.parametrize(("outcome", "rows"), [("kabar-dua-kali", 1), ("dua-kali", 2), ("kabar-terbalik", 2)])
def test_the_same_money_told_of_often_counts_once(outcome, rows, provider, purchase, variant):
    attempt = start(purchase=purchase)
    choose(attempt, outcome)
    assert WebhookEvent.objects.count() == rows
    assert work() == rows
    assert work() == 0
    assert _paid_once(purchase, variant)
    assert set(Attempt.objects.values_list("state", flat=True)) == {"settled"}


def test_forged_and_stale_messages_leave_no_trace(provider, purchase):
    choose(start(purchase=purchase), "palsu")
    assert not WebhookEvent.objects.exists()
    settle_purchase(purchase=purchase)
    assert payment_status(purchase).code == "awaiting"


def test_a_stale_message_is_refused_but_the_money_is_found(provider, purchase, variant):
    choose(start(purchase=purchase), "kabar-basi")
    assert not WebhookEvent.objects.exists()
    settle_purchase(purchase=purchase)
    assert _paid_once(purchase, variant)


def test_a_failed_payment_leaves_the_purchase_payable(provider, purchase, variant):
    first = start(purchase=purchase)
    assert "kembali" not in choose(first, "gagal")
    work()
    first.refresh_from_db()
    assert (first.state, payment_status(purchase).code) == ("failed", "failed")
    choose(start(purchase=purchase), "bayar")
    work()
    assert _paid_once(purchase, variant)


def test_an_expired_session_leaves_the_purchase_payable(provider, purchase):
    first = start(purchase=purchase)
    choose(first, "kedaluwarsa")
    work()
    first.refresh_from_db()
    assert (first.state, payment_status(purchase).code, payment_status(purchase).url) == ("expired", "awaiting", "")


@pytest.mark.parametrize(("outcome", "received"), [("jumlah-lain", 15_000), ("mata-uang-lain", None)])
def test_wrong_money_never_settles(outcome, received, provider, purchase, variant):
    attempt = start(purchase=purchase)
    choose(attempt, outcome)
    work()
    settle(attempt_id=attempt.pk)
    attempt.refresh_from_db()
    purchase.refresh_from_db()
    assert (attempt.state, attempt.received, purchase.payment_state) == ("suspense", received, "awaiting")
    assert StockLevel.objects.get(pk=variant.pk).on_hand == 10
    assert payment_status(purchase).code == "review"
    assert [(row.kind, row.attempt) for row in attention()] == [("suspense", attempt)]


def test_money_that_comes_late_revives_the_purchase(provider, purchase, variant):
    attempt = start(purchase=purchase)
    _let_it_expire(purchase)
    choose(attempt, "terlambat")
    work()
    assert _paid_once(purchase, variant)


def test_money_that_comes_late_for_sold_out_goods_goes_back(provider, purchase, variant):
    attempt = start(purchase=purchase)
    _let_it_expire(purchase)
    set_on_hand(variant=variant, on_hand=1, actor=None)
    choose(attempt, "terlambat")
    work()
    purchase.refresh_from_db()
    attempt.refresh_from_db()
    assert (attempt.state, purchase.payment_state) == ("settled", "refund_due")
    assert (payment_status(purchase).code, payment_status(purchase).to_return) == ("refund_due", 30_000)
    assert _going_back() == [(30_000, "refund_due", attempt)]
    assert attention() == []
    assert StockLevel.objects.get(pk=variant.pk).on_hand == 1


def test_money_for_a_cancelled_purchase_goes_back(provider, purchase):
    attempt = start(purchase=purchase)
    cancel(purchase=purchase)
    choose(attempt, "bayar")
    work()
    purchase.refresh_from_db()
    assert purchase.payment_state == "refund_due"


def test_a_second_payment_is_flagged_for_refund(provider, purchase, variant):
    first = start(purchase=purchase)
    choose(first, "kedaluwarsa")
    work()
    second = start(purchase=purchase)
    choose(second, "dua-kali")
    work()
    states = sorted(Attempt.objects.values_list("state", flat=True))
    assert states == ["settled", "surplus"]
    assert _paid_once(purchase, variant)
    assert (payment_status(purchase).code, payment_status(purchase).to_return) == ("paid", 30_000)
    ((amount, origin, attempt),) = _going_back()
    assert (amount, origin, attempt.state) == (30_000, "surplus", "surplus")
    assert attention() == []


def test_the_poller_closes_a_session_nobody_needs_any_more(provider, purchase):
    attempt = start(purchase=purchase)
    cancel(purchase=purchase)
    past = clock.now() - timedelta(minutes=2)
    Attempt.objects.update(created_at=past, checked_at=past)
    poll_live()
    attempt.refresh_from_db()
    assert (attempt.state, session(attempt).status) == ("expired", "expired")


@pytest.mark.parametrize("manner", ["error", "html", "other", "refuse"])
def test_an_unreadable_answer_changes_nothing(manner, provider, purchase, settings):
    attempt = start(purchase=purchase)
    choose(attempt, "bayar")
    good = settings.STRIPE_API_BASE
    with misbehaving(manner) as url:
        settings.STRIPE_API_BASE = url
        settle_purchase(purchase=purchase)
        assert work() == 0
    purchase.refresh_from_db()
    attempt.refresh_from_db()
    assert (purchase.payment_state, attempt.state) == ("awaiting", "pending")
    assert WebhookEvent.objects.get().last_error != ""
    settings.STRIPE_API_BASE = good
    assert work() == 1
    assert payment_status(purchase).code == "awaiting"
    purchase.refresh_from_db()
    assert payment_status(purchase).code == "paid"


def test_reading_the_status_costs_one_query(provider, purchase, django_assert_num_queries):
    start(purchase=purchase)
    with django_assert_num_queries(1):
        payment_status(purchase)
    with django_assert_num_queries(4):
        assert attention() == []


def test_our_books_equal_the_providers(provider, variant):
    for outcome in ("bayar", "dua-kali", "kabar-hilang", "gagal", "palsu"):
        choose(start(purchase=buy({variant: 1})), outcome)
    work()
    for attempt in Attempt.objects.all():
        settle(attempt_id=attempt.pk)
    ours = sum(a.received * 100 for a in Attempt.objects.filter(received__isnull=False))
    theirs = sum(session(a).received for a in Attempt.objects.all())
    assert ours == theirs == 3 * 15_000 * 100

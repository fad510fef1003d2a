"""Money sent back through the provider, over a real socket: once, whoever asks how often."""

from django.db import transaction

from products.ledger.balances import balance
from products.orders.models import Order
from products.payments.models import Refund
from products.payments.queries import attention, payment_status
from products.payments.refund import refund
from products.payments.refund_send import send, send_due
from products.payments.settle import settle
from products.payments.start import start
from products.payouts.proving.prove import prove
from products.simulator.models import SimulatedRefund
from tests.peers.broken import misbehaving
from tests.peers.paying import choose, session, work


def _paid(purchase):
    attempt = start(purchase=purchase)
    choose(attempt, "bayar")
    settled = settle(attempt_id=attempt.pk)
    purchase.refresh_from_db()
    return settled


def _back(purchase, amount=10_000):
    with transaction.atomic():
        order = Order.objects.get(purchase=purchase)
        return refund(purchase=purchase, order=order, amount=amount, reason="Rusak", key="k")


def test_it_is_sent_once_and_booked(provider, purchase):
    attempt = _paid(purchase)
    made = _back(purchase)
    assert payment_status(purchase).to_return == 10_000
    assert send_due() == 1
    for _ in range(2):
        made = send(refund_id=made.pk)
    assert send_due() == 0
    assert (made.state, made.reference) == ("done", SimulatedRefund.objects.get().pk)
    assert session(attempt).refunded == 1_000_000
    assert (balance("refund_due"), balance("provider:stripe")) == (0, 20_000)
    purchase.refresh_from_db()
    assert payment_status(purchase).to_return == 0
    assert attention() == []
    assert prove() == []


def test_a_surplus_goes_back_without_anybody(provider, purchase):
    first = start(purchase=purchase)
    choose(first, "kedaluwarsa")
    work()
    choose(start(purchase=purchase), "dua-kali")
    work()
    assert send_due() == 1
    assert (Refund.objects.get().state, Refund.objects.get().origin) == ("done", "surplus")
    assert attention() == []
    assert prove() == []


def test_a_silent_provider_leaves_it_due(provider, purchase, settings):
    _paid(purchase)
    made = _back(purchase)
    with misbehaving("error") as url:
        settings.STRIPE_API_BASE = url
        assert send_due() == 0
    made.refresh_from_db()
    assert (made.state, made.last_error != "", balance("refund_due")) == ("due", True, -10_000)

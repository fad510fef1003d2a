"""The worker is killed while money leaves: refunds reach the buyer once, sellers earn once and are paid out once."""

from datetime import timedelta

import pytest
from django.db import transaction

from products.ledger.balances import balance
from products.orders.models import Order, Purchase
from products.payments.models import Attempt, Refund, Transfer
from products.payments.refund import refund
from products.payments.settle import settle
from products.payments.start import start
from products.payouts.batch import batch_of
from products.payouts.models import Payout, PayoutItem
from products.payouts.proving.prove import prove
from products.simulator.midtrans import BANK_TAKES
from products.simulator.models import SimulatedRefund
from rumah.core import clock
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import buy
from tests.factories.selling import banked, shipped, sold
from tests.killed.conftest import Town
from tests.killed.test_settling import dies, recover
from tests.peers.paying import choose, happen

pytestmark = [pytest.mark.race, pytest.mark.django_db]
REFUNDING = {
    "before it is taken up": lambda town: town.database.before(Refund, "UPDATE"),
    "before the provider hears of it": lambda town: town.relay.question("POST", "/refund"),
    "the provider's answer is on the way": lambda town: town.relay.answer("POST", "/refund"),
    "before the answer is written": lambda town: town.database.before(Refund, "UPDATE", "NEW.state <> 'due'"),
    "all is written, before the commit": lambda town: town.database.at_commit(Refund, "UPDATE", "NEW.state <> 'due'"),
}
COMPLETING = {
    "before it is earned": lambda town: town.database.before(Transfer, "INSERT"),
    "all is written, before the commit": lambda town: town.database.at_commit(Transfer),
}
BATCHING = {
    "before the payout is made": lambda town: town.database.before(Payout, "INSERT"),
    "between the payout and what is in it": lambda town: town.database.before(PayoutItem, "INSERT"),
    "all is written, before the commit": lambda town: town.database.at_commit(Payout),
}


def paid_by(town: Town, provider: str) -> Purchase:
    """A purchase that was paid at the simulator, past the web process."""
    purchase = buy({VariantFactory(price=15_000, stock=10): 2})
    attempt = start(purchase=purchase, provider=provider)
    (choose if provider == "stripe" else happen)(attempt, "kabar-hilang")
    assert settle(attempt_id=attempt.pk).state == "settled"
    return purchase


@pytest.mark.parametrize("provider", ["stripe", "qris"])
@pytest.mark.parametrize("step", REFUNDING)
def test_the_worker_dies_while_it_sends_a_refund(town: Town, step: str, provider: str) -> None:
    purchase = paid_by(town, provider)
    with transaction.atomic():
        order = Order.objects.get(purchase=purchase)
        made = refund(purchase=purchase, order=order, amount=10_000, reason="Rusak", key=f"k{order.pk}")
    dies(town, REFUNDING[step](town))
    town.workers.once(minutes=2)
    # What the provider has promised by then is asked after later, when the bank has confirmed it.
    SimulatedRefund.objects.filter(provider="midtrans").update(created_at=clock.now() - BANK_TAKES)
    town.workers.once(minutes=20)
    made.refresh_from_db()
    attempt = Attempt.objects.get(purchase=purchase)
    assert (made.state, attempt.refunded) == ("done", 10_000)
    units = 100 if provider == "stripe" else 1
    (at_provider,) = SimulatedRefund.objects.filter(payment=attempt.payment_reference)
    assert at_provider.amount == 10_000 * units
    assert balance("refund_due") == 0
    assert prove() == []


@pytest.mark.parametrize("step", COMPLETING)
def test_the_worker_dies_while_an_order_completes(town: Town, step: str) -> None:
    order = shipped(Order.objects.get(purchase=paid_by(town, "stripe")))
    Order.objects.filter(pk=order.pk).update(changed_at=clock.now() - timedelta(days=8))
    dies(town, COMPLETING[step](town))
    order.refresh_from_db()
    assert (order.fulfilment, Transfer.objects.filter(order=order).count()) == ("shipped", 0)
    recover(town)
    order.refresh_from_db()
    assert (order.fulfilment, Transfer.objects.get(order=order).amount) == ("completed", 30_000)
    assert prove() == []


@pytest.mark.parametrize("step", BATCHING)
def test_the_worker_dies_while_it_makes_payouts(town: Town, step: str) -> None:
    order = sold(VariantFactory(price=60_000))
    banked(order.business)
    dies(town, BATCHING[step](town))
    assert not Payout.objects.filter(business=order.business).exists()
    recover(town)
    assert batch_of(business_id=order.business_id) is None
    payout = Payout.objects.get(business=order.business)
    assert (payout.amount, payout.items.count(), payout.state) == (60_000, 1, "ready")
    assert prove() == []

"""The web process is killed at every step of placing: nothing is lost, nothing is there twice.

After it the buyer either presses the same button again, or never comes back.
"""

import pytest

from products.catalogue.models import Variant
from products.orders.models import Order, Purchase
from products.payments.models import Attempt
from products.payouts.proving.prove import prove
from products.simulator.models import SimulatedSession
from products.stock.models import Reservation, StockLevel
from tests.factories.catalogue import VariantFactory
from tests.killed.conftest import Town
from tests.killed.shopper import Shopper
from tests.killed.stops import Stop
from tests.peers.paying import choose

pytestmark = [pytest.mark.race, pytest.mark.django_db]
# In the order in which they happen; and whether the purchase is committed by then.
STEPS = {
    "before stock is held": False,
    "stock is held": False,
    "all is written, before the commit": False,
    "committed, before the attempt": True,
    "before the commit of the attempt": True,
    "before the provider hears of it": True,
    "the provider's answer is on the way": True,
    "before the answer is written": True,
}


def stop_at(town: Town, step: str) -> Stop:
    sessions = "/checkout/sessions"
    return {
        "before stock is held": town.database.before(StockLevel, "UPDATE"),
        "stock is held": town.database.before(Purchase, "INSERT"),
        "all is written, before the commit": town.database.at_commit(Purchase),
        "committed, before the attempt": town.database.before(Attempt, "INSERT"),
        "before the commit of the attempt": town.database.at_commit(Attempt),
        "before the provider hears of it": town.relay.question("POST", sessions),
        "the provider's answer is on the way": town.relay.answer("POST", sessions),
        "before the answer is written": town.database.before(Attempt, "UPDATE"),
    }[step]


def killed_at(town: Town, step: str) -> tuple[Shopper, Variant]:
    variant = VariantFactory(stock=10)
    shopper, stop = Shopper(town.web.url, variant), stop_at(town, step)
    with stop.set():
        waiting = shopper.press_in_vain()
        stop.reached()
        town.web.kill()
    waiting.join(30)
    return shopper, variant


def shelf(variant: Variant) -> tuple[int, int]:
    row = StockLevel.objects.get(pk=variant.pk)
    return row.on_hand, row.reserved


@pytest.mark.parametrize("step", STEPS)
def test_the_same_button_again_makes_one_purchase_that_is_paid_once(town: Town, step: str) -> None:
    shopper, variant = killed_at(town, step)
    assert len(shopper.purchases()) == STEPS[step]
    assert shelf(variant) == (10, 2 * STEPS[step])
    assert prove() == []

    shopper.press()
    (purchase,) = shopper.purchases()
    attempt = Attempt.objects.get(purchase=purchase)
    assert (attempt.state, SimulatedSession.objects.filter(client_reference_id=attempt.pk).count()) == ("pending", 1)
    assert shelf(variant) == (10, 2)

    choose(attempt, "bayar")
    town.workers.once(minutes=0)
    town.workers.once(minutes=1)
    purchase.refresh_from_db()
    assert (purchase.payment_state, purchase.orders.get().fulfilment) == ("paid", "to_accept")
    assert shelf(variant) == (8, 0)
    number = purchase.number
    assert sorted(subject for _name, subject in town.post.to(shopper.email)) == [
        f"Pembayaran diterima: {number}",
        f"Pembelian {number}",
    ]
    assert prove() == []


@pytest.mark.parametrize("step", STEPS)
def test_a_buyer_who_never_comes_back_leaves_nothing_behind(town: Town, step: str) -> None:
    shopper, variant = killed_at(town, step)
    town.workers.once(minutes=61)
    purchases = shopper.purchases()
    assert [one.payment_state for one in purchases] == ["expired"] * STEPS[step]
    assert set(Order.objects.filter(purchase__in=purchases).values_list("fulfilment", flat=True)) <= {"cancelled"}
    assert set(Attempt.objects.filter(purchase__in=purchases).values_list("state", flat=True)) <= {"failed"}
    assert shelf(variant) == (10, 0)
    assert set(Reservation.objects.filter(stock=variant.pk).values_list("state", flat=True)) <= {"released"}
    town.workers.once(minutes=62)
    subjects = [subject for _name, subject in town.post.to(shopper.email)]
    assert len(subjects) == len(set(subjects)) == 2 * STEPS[step]
    assert prove() == []

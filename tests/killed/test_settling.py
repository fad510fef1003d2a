"""Web and worker are killed at every step of settling: the money is taken in once, and everybody hears of it.

Sometimes twice: a message is sent again when nobody can know whether it left, under the same Message-ID.
"""

from collections import Counter
from typing import Any

import pytest
import requests

from products.ledger.models import Journal
from products.orders.links import purchase_path
from products.orders.models import Purchase
from products.payments.models import Attempt, WebhookEvent
from products.payouts.proving.prove import prove
from products.stock.models import StockLevel
from rumah.core.models import OutboxMessage
from tests.factories.catalogue import VariantFactory
from tests.killed.conftest import Town
from tests.killed.shopper import Shopper, in_vain
from tests.killed.stops import Stop
from tests.peers.paying import choose

pytestmark = [pytest.mark.race, pytest.mark.django_db]
SESSION = "/checkout/sessions/"
PAID = "NEW.payment_state = 'paid'"

RECEIVING = {
    "before the message is in the inbox": lambda town: town.database.before(WebhookEvent, "INSERT"),
    "before the commit of the inbox": lambda town: town.database.at_commit(WebhookEvent),
}
ASKING = {
    "before the provider is asked": lambda town: town.relay.question("GET", SESSION),
    "the provider's answer is on the way": lambda town: town.relay.answer("GET", SESSION),
    "inside the locked transaction": lambda town: town.database.before(Purchase, "UPDATE", PAID),
    "all is written, before the commit": lambda town: town.database.at_commit(Journal),
}
AFTER = "committed, before the message is done with"
TELLING = {
    "before a message is taken": lambda town: town.database.before(OutboxMessage, "UPDATE"),
    "while a message is handed over": lambda town: town.post,
    "before it is noted as sent": lambda town: town.database.before(OutboxMessage, "UPDATE", "NEW.state = 'sent'"),
}


def before_it_is_done_with(town: Town, attempt: Attempt) -> Stop:
    """Stop at this attempt's message only: what earlier tests left over is done with before it."""
    (event,) = WebhookEvent.objects.filter(attempt=attempt, processed_at=None)
    return town.database.before(WebhookEvent, "UPDATE", f"NEW.processed_at IS NOT NULL AND NEW.id = {event.pk}")


def about_to_pay(town: Town) -> tuple[Shopper, Purchase, Attempt]:
    shopper = Shopper(town.web.url, VariantFactory(stock=10))
    shopper.press()
    (purchase,) = shopper.purchases()
    # What is told of placing is out of the way.
    OutboxMessage.objects.filter(state="waiting").update(state="sent")
    return shopper, purchase, Attempt.objects.get(purchase=purchase)


def check(town: Town, shopper: Shopper, purchase: Purchase, attempt: Attempt, *, letters: int = 1) -> None:
    """All is as if nobody had died; `letters` is how often the one message to the buyer came."""
    purchase.refresh_from_db()
    attempt.refresh_from_db()
    order, shelf = purchase.orders.get(), StockLevel.objects.get(variant__order_lines__order__purchase=purchase)
    assert (purchase.payment_state, attempt.state, order.fulfilment) == ("paid", "settled", "to_accept")
    assert (shelf.on_hand, shelf.reserved) == (8, 0)
    assert Journal.objects.filter(kind="received", reference=str(attempt.pk)).count() == 1
    assert not WebhookEvent.objects.filter(attempt=attempt, processed_at=None).exists()
    told = Counter(town.post.to(shopper.email))
    subject = f"Pembayaran diterima: {purchase.number}"
    assert [(text, count) for (_name, text), count in told.items()] == ([(subject, letters)] if letters else [])
    assert not OutboxMessage.objects.filter(state="waiting").exists()
    assert prove() == []


def recover(town: Town, *, minutes: int = 2) -> None:
    """One turn of everything that recurs, and one more for the messages it wrote."""
    town.workers.once(minutes=minutes)
    town.workers.once(minutes=minutes + 2)


@pytest.mark.parametrize("step", RECEIVING)
def test_the_web_process_dies_while_it_takes_the_providers_message(town: Town, step: str) -> None:
    shopper, purchase, attempt = about_to_pay(town)
    stop = RECEIVING[step](town)
    with stop.set():
        told = in_vain(lambda: choose(attempt, "bayar"))
        stop.reached()
        town.web.kill()
    told.join(30)
    assert not WebhookEvent.objects.filter(attempt=attempt).exists()
    recover(town)
    check(town, shopper, purchase, attempt)


@pytest.mark.parametrize("step", ASKING)
def test_the_web_process_dies_while_the_buyer_comes_back(town: Town, step: str) -> None:
    shopper, purchase, attempt = about_to_pay(town)
    choose(attempt, "kabar-hilang")
    stop, page = ASKING[step](town), f"{town.web.url}{purchase_path(purchase)}&kembali=1"
    with stop.set():
        waiting = in_vain(lambda: requests.get(page, timeout=60))
        stop.reached()
        town.web.kill()
    waiting.join(30)
    purchase.refresh_from_db()
    assert purchase.payment_state == "awaiting"
    # The buyer loads the page again, and only then does the worker run.
    assert "Pembayaran sudah kami terima" in requests.get(page, timeout=60).text
    recover(town)
    check(town, shopper, purchase, attempt)


@pytest.mark.parametrize("step", [*ASKING, AFTER])
def test_the_worker_dies_while_it_settles(town: Town, step: str) -> None:
    shopper, purchase, attempt = about_to_pay(town)
    choose(attempt, "bayar")
    done_with = before_it_is_done_with(town, attempt)
    dies(town, done_with if step == AFTER else ASKING[step](town))
    purchase.refresh_from_db()
    assert purchase.payment_state == ("paid" if step == AFTER else "awaiting")
    recover(town)
    check(town, shopper, purchase, attempt)


@pytest.mark.parametrize("step", TELLING)
def test_the_worker_dies_while_it_sends_a_message(town: Town, step: str) -> None:
    shopper, purchase, attempt = about_to_pay(town)
    choose(attempt, "kabar-hilang")
    page = f"{town.web.url}{purchase_path(purchase)}&kembali=1"
    assert requests.get(page, timeout=60).ok
    dies(town, TELLING[step](town))
    recover(town)
    # Nobody knows whether it left, so it leaves again: at least once, and known by its Message-ID.
    twice = step == "before it is noted as sent"
    check(town, shopper, purchase, attempt, letters=2 if twice else 1)


def test_a_worker_that_notes_a_message_before_it_hands_it_over_loses_it(town: Town) -> None:
    """The negative control: the test above would notice."""
    shopper, purchase, attempt = about_to_pay(town)
    choose(attempt, "kabar-hilang")
    assert requests.get(f"{town.web.url}{purchase_path(purchase)}&kembali=1", timeout=60).ok
    dies(town, town.post, careless=True)
    recover(town)
    check(town, shopper, purchase, attempt, letters=0)


def test_a_worker_that_settles_in_two_transactions_leaves_money_without_goods(town: Town) -> None:
    """The negative control: nobody asks after it any more, and the books notice."""
    shopper, purchase, attempt = about_to_pay(town)
    choose(attempt, "bayar")
    dies(town, ASKING["inside the locked transaction"](town), careless=True)
    recover(town)
    purchase.refresh_from_db()
    assert purchase.payment_state == "awaiting"
    assert "settled" in {fault.code for fault in prove()}
    # Mended, so that the books are whole for the tests that follow.
    Attempt.objects.filter(pk=attempt.pk).update(state="pending", received=None, closed_at=None, checked_at=None)
    recover(town, minutes=6)
    check(town, shopper, purchase, attempt)


def dies(town: Town, stop: Any, *, careless: bool = False) -> None:
    """Let a worker come to `stop` and die there."""
    with stop.set(), town.workers.doomed(careless=careless) as kill:
        stop.reached()
        kill()

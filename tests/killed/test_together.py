"""More than one process dies at once: gunicorn with the process below it, or the database's end of a connection."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from products.orders.links import purchase_path
from products.orders.models import Purchase
from products.payments.models import Attempt
from products.payouts.proving.prove import prove
from products.stock.models import StockLevel
from tests.factories.catalogue import VariantFactory
from tests.killed.conftest import Town
from tests.killed.shopper import Shopper, in_vain
from tests.killed.test_placing import shelf
from tests.killed.test_settling import ASKING, about_to_pay, check, recover
from tests.peers.paying import choose

pytestmark = [pytest.mark.race, pytest.mark.django_db, pytest.mark.xdist_group("killed")]
WRITTEN = "all is written, before the commit"


def test_the_whole_web_dies_while_it_places_and_while_it_settles(town: Town) -> None:
    variant = VariantFactory(stock=10)
    shopper, placing = Shopper(town.web.url, variant), town.database.at_commit(Purchase)
    with placing.set():
        waiting = shopper.press_in_vain()
        placing.reached()
        town.web.stop()
    waiting.join(30)
    assert (shopper.purchases(), shelf(variant)) == ([], (10, 0))
    town.web.start()
    shopper.press()
    (purchase,) = shopper.purchases()
    assert shelf(variant) == (10, 2)

    attempt, settling = Attempt.objects.get(purchase=purchase), ASKING[WRITTEN](town)
    town.workers.once(minutes=0)
    choose(attempt, "kabar-hilang")
    page = f"{town.web.url}{purchase_path(purchase)}&kembali=1"
    with settling.set():
        waiting = in_vain(lambda: requests.get(page, timeout=60))
        settling.reached()
        town.web.stop()
    waiting.join(30)
    purchase.refresh_from_db()
    assert (purchase.payment_state, shelf(variant), prove()) == ("awaiting", (10, 2), [])
    town.web.start()
    assert "Pembayaran sudah kami terima" in requests.get(page, timeout=60).text
    purchase.refresh_from_db()
    assert (purchase.payment_state, shelf(variant), prove()) == ("paid", (8, 0), [])


def test_the_database_hangs_up_while_a_purchase_is_placed(town: Town) -> None:
    variant = VariantFactory(stock=10)
    shopper, stop, served_by = Shopper(town.web.url, variant), town.database.at_commit(Purchase), town.web.pid
    with ThreadPoolExecutor(1) as pool, stop.set():
        answer = pool.submit(shopper.press_and_read)
        stop.reached()
        town.database.cut()
        # The buyer reads that it went wrong, from a process that lives on.
        assert (answer.result(30), town.web.pid) == (500, served_by)
    assert (shopper.purchases(), shelf(variant), prove()) == ([], (10, 0), [])
    shopper.press()
    assert (len(shopper.purchases()), shelf(variant), prove()) == (1, (10, 2), [])


def test_the_database_hangs_up_while_the_worker_settles(town: Town) -> None:
    shopper, purchase, attempt = about_to_pay(town)
    choose(attempt, "bayar")
    stop = ASKING[WRITTEN](town)
    with stop.set(), town.workers.doomed() as kill:
        stop.reached()
        town.database.cut()
        # It comes back on a new connection and stops there again: so it lives, and nothing of the first turn stayed.
        stop.reached()
        purchase.refresh_from_db()
        assert purchase.payment_state == "awaiting"
        assert StockLevel.objects.get(variant__order_lines__order__purchase=purchase).reserved == 2
        kill()
    recover(town)
    check(town, shopper, purchase, attempt)

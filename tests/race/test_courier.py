import time
from functools import partial

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from products.orders.fulfil import accept
from products.orders.hand_over import hand_over
from products.orders.models import CourierQuote, Order, Shipment
from products.orders.quotes import Item, Question
from products.orders.states import Fulfilment
from products.payments.cancel_order import cancel_order
from products.shipping.book import book
from products.shipping.carriers.base import Party
from products.shipping.carriers.biteship import Biteship
from products.shipping.models import CourierBooking
from products.shipping.rates import quote
from products.simulator import biteship as simulator
from rumah.core.errors import Conflict
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
PRESSES = 8


@pytest.fixture(autouse=True)
def _carrier(live_server: LiveServer, settings: Settings) -> None:
    cache.clear()
    settings.BITESHIP_API_BASE = live_server.url.replace("localhost", "127.0.0.1") + "/simulasi/biteship"
    settings.BITESHIP_API_KEY, settings.BITESHIP_TIMEOUT_SECONDS = "biteship_test.kunci", 30
    settings.RATES_PATIENCE_SECONDS = 30


def accepted() -> Order:
    return accept(order=bought({VariantFactory(stock=20): 2}, delivery=SHIP)[1][0], actor=None)


@pytest.mark.parametrize("apart", [0.0, 0.3])
def test_eight_presses_book_one_courier(apart: float) -> None:
    order = accepted()
    results = crowd([partial(book, order=order, actor=None, courier="jne", service="reg")] * PRESSES, apart=apart)
    done = [result for result in results if isinstance(result, Order)]
    # Who comes between the answer and the handing over helps to finish; all others are told that it is under way.
    assert {type(result) for result in results} <= {Order, Conflict}
    assert (len(done) > 0, simulator.booked()) == (True, 1)
    assert (CourierBooking.objects.count(), Shipment.objects.count()) == (1, 1)


def _look_then_ask(order: Order) -> Order:
    """What the row written first replaces: look whether it still waits, ask the carrier, hand over once."""
    if Order.objects.get(pk=order.pk).fulfilment != Fulfilment.TO_SHIP:
        raise Conflict("Tidak menunggu kurir.")
    place = Party("Toko", "+6281234567890", "Jalan Ijen 1", "68413")
    said = Biteship().book(
        reference=f"{order.number}-0", sender=place, receiver=place, courier="jne", service="reg",
        items=[Item("Selai", 20_000, 600, 1)],
    )  # fmt: skip
    return hand_over(order=order, actor=None, seen=0, courier="JNE REG", tracking_number=said.waybill,
                     carrier="biteship", carrier_id=said.id)  # fmt: skip


def test_without_the_row_written_first_several_couriers_come() -> None:
    order = accepted()
    crowd([partial(_look_then_ask, order)] * PRESSES)
    # The shipment is one, and yet every press has been paid for.
    assert Shipment.objects.count() == 1
    assert simulator.booked() > 1


def _claim_without_lock(order: Order) -> None:
    with transaction.atomic():
        if CourierBooking.objects.filter(order=order, seen=0, state="asked").exists():
            raise Conflict("Sedang dipesan.")
        time.sleep(0.02)
        count = CourierBooking.objects.filter(order=order).count()
        CourierBooking.objects.create(
            order=order, reference=f"{order.number}-{count}-{time.monotonic_ns()}", carrier="biteship", courier="jne",
            service="reg", pieces={}, seen=0, asked_at=order.placed_at,
        )  # fmt: skip


def test_where_the_lock_is_forgotten_the_table_still_refuses() -> None:
    order = accepted()
    results = crowd([partial(_claim_without_lock, order)] * PRESSES)
    assert CourierBooking.objects.count() == 1
    assert "booking_parcel_once" in "".join(str(result) for result in results)


def test_booking_against_cancelling_leaves_no_courier_without_a_word() -> None:
    order = accepted()
    crowd([
        partial(book, order=order, actor=None, courier="jne", service="reg"),
        partial(cancel_order, order=order, actor=None, reason="Barang habis"),
    ], apart=0.05)  # fmt: skip
    order.refresh_from_db()
    shipped = Shipment.objects.count()
    assert (order.fulfilment, shipped) in {("shipped", 1), ("cancelled", 0)}
    if order.fulfilment == "cancelled" and simulator.booked():
        # It was asked for before the order was cancelled: the row says which courier must be called off.
        assert CourierBooking.objects.get().carrier_id is not None


def test_eight_buyers_of_one_parcel_keep_one_answer() -> None:
    asked = Question("68413", "68454", (Item("Selai", 20_000, 600, 2),))
    results = crowd([partial(quote, [asked])] * PRESSES)
    assert [len(result.rates[asked.key]) for result in results] == [2] * PRESSES
    assert CourierQuote.objects.count() == 1

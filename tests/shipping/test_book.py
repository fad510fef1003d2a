"""Booking one parcel once, whatever the carrier answers, and whether it answers at all."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from products.orders.fulfil import accept, ship
from products.orders.models import Order, Shipment
from products.orders.place import Terms
from products.payments.complete import complete
from products.payments.models import CourierCost, Transfer
from products.payouts.proving.prove import prove
from products.shipping.book import answered, book, finish, let_go
from products.shipping.carriers.base import Booking, Down, Refused
from products.shipping.carriers.biteship import Biteship
from products.shipping.cost import note_costs
from products.shipping.models import CourierBooking
from products.shipping.track import track, track_old
from products.simulator import biteship as simulator
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP, DeliverySettingsFactory, buy
from tests.peers.shared import served

pytestmark = pytest.mark.django_db
HEADER = {"HTTP_X_BITESHIP_SIGNATURE": "rahasia-kurir"}


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


@pytest.fixture
def site(db: None, settings: Settings) -> Iterator[str]:
    """The simulator on a real socket."""
    with served() as url:
        settings.BITESHIP_API_BASE, settings.BITESHIP_API_KEY = f"{url}/simulasi/biteship", "biteship_test.kunci"
        settings.BITESHIP_WEBHOOK_SECRET, settings.BITESHIP_TIMEOUT_SECONDS = "rahasia-kurir", 30
        yield url


@pytest.fixture
def order() -> Order:
    return accept(order=bought({VariantFactory(price=20_000, weight=600): 2}, delivery=SHIP)[1][0], actor=None)


class Peer:
    """A carrier that books what it is asked for; `answers` says whether anybody hears of it."""

    def __init__(self) -> None:
        self.orders: dict[str, dict[str, Any]] = {}
        self.answers = True


@contextmanager
def peer(settings: Settings) -> Iterator[Peer]:
    there = Peer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            number = f"{len(there.orders) + 1:024d}"
            there.orders[number] = {
                "success": True, "object": "order", "id": number, "reference_id": asked["reference_id"],
                "status": "confirmed", "price": 18_000,
                "courier": {"waybill_id": f"WYB-{number[-4:]}", "link": f"https://lacak.contoh.id/{number}"},
            }  # fmt: skip
            self.say(200 if there.answers else 502, there.orders[number] if there.answers else {})

        def do_GET(self) -> None:
            found = there.orders.get(self.path.rpartition("/")[2])
            self.say(200 if found else 404, found or {"success": False})

        def say(self, status: int, body: dict[str, Any]) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.BITESHIP_API_BASE, settings.BITESHIP_API_KEY = f"http://127.0.0.1:{server.server_port}", "biteship_test.k"
    settings.BITESHIP_WEBHOOK_SECRET = "rahasia-kurir"
    try:
        yield there
    finally:
        server.shutdown()


def jne(order: Order) -> Order:
    return book(order=order, actor=None, courier="jne", service="reg")


def test_a_booking_is_written_down_with_what_it_costs_and_where_it_can_be_followed(site: str, order: Order) -> None:
    row = jne(order)
    booking, shipment = CourierBooking.objects.get(), Shipment.objects.get()
    assert (booking.state, booking.reference, booking.rupiah) == ("booked", f"{order.number}-1", 18_000)
    assert booking.link == f"{site}/simulasi/kurir/{booking.carrier_id}/"
    assert (booking.shipment, booking.waybill) == (shipment, shipment.tracking_number)
    assert (row.fulfilment, row.tracking_number) == ("shipped", booking.waybill)
    assert simulator.booked() == 1


def test_pressed_twice_it_is_booked_once_and_the_second_press_is_told(site: str, order: Order) -> None:
    jne(order)
    with pytest.raises(Conflict, match="tidak menunggu kurir"):
        jne(order)
    assert (simulator.booked(), Shipment.objects.count()) == (1, 1)


def test_a_no_leaves_the_order_as_it_was_and_may_be_tried_again(site: str, order: Order, settings: Settings) -> None:
    settings.BITESHIP_API_KEY = ""
    with pytest.raises(DomainError, match="belum disiapkan"):
        jne(order)
    settings.BITESHIP_API_KEY = "biteship_test.kunci"
    with pytest.raises(Refused, match="menolak permintaan ini"):
        book(order=order, actor=None, courier="", service="reg")
    order.refresh_from_db()
    assert (order.fulfilment, CourierBooking.objects.get().state) == ("to_ship", "refused")
    assert jne(order).fulfilment == "shipped"
    assert set(CourierBooking.objects.values_list("reference", "state")) == {
        (f"{order.number}-1", "refused"), (f"{order.number}-2", "booked"),
    }  # fmt: skip


def test_everything_that_is_missing_is_said_at_once(site: str, order: Order) -> None:
    order.business.postal_code, order.business.region_code, order.business.address = "", "35", ""
    order.purchase.region_code = ""
    with pytest.raises(DomainError) as refused:
        jne(order)
    assert len(refused.value.problems) == 3
    assert (simulator.booked(), CourierBooking.objects.count()) == (0, 0)


def test_an_order_paid_at_the_door_is_not_booked(site: str) -> None:
    variant = VariantFactory()
    DeliverySettingsFactory(business=variant.product.business, cash=True)
    order = buy({variant: 1}, delivery=SHIP, terms=Terms(cash=True)).orders.get()
    accept(order=order, actor=None)
    with pytest.raises(DomainError, match="bayar di tempat"):
        jne(order)
    assert simulator.booked() == 0


def test_without_an_answer_nothing_is_booked_again_until_it_is_let_go_of(order: Order, settings: Settings) -> None:
    with peer(settings) as there:
        there.answers = False
        with pytest.raises(Down, match="mungkin sudah dipesan"):
            jne(order)
        booking = CourierBooking.objects.get()
        with pytest.raises(Conflict, match="sedang dipesan"):
            jne(order)
        with pytest.raises(Conflict, match="sedang dipesan"):
            let_go(booking=booking, actor=None)
        CourierBooking.objects.update(asked_at=clock.now() - timedelta(minutes=2))
        with pytest.raises(Conflict, match="belum dijawab"):
            jne(order)
        assert len(there.orders) == 1
        let_go(booking=booking, actor=None)
        there.answers = True
        assert jne(order).fulfilment == "shipped"
        assert len(there.orders) == 2
        # The first answer comes late: it is written down as what must be called off, and ships nothing.
        assert track(carrier=Biteship(), booking_id="0" * 23 + "1")
    booking.refresh_from_db()
    assert (booking.state, booking.carrier_id, booking.shipment) == ("dropped", "0" * 23 + "1", None)
    assert Shipment.objects.count() == 1


def test_the_carriers_message_is_the_answer_that_was_lost(client: Client, order: Order, settings: Settings) -> None:
    with peer(settings) as there:
        there.answers = False
        with pytest.raises(Down):
            jne(order)
        (number,) = there.orders
        there.orders[number]["status"] = "picked"
        said = json.dumps({"event": "order.status", "order_id": number, "status": "picked"})
        for _turn in range(2):
            answer = client.post("/webhook/biteship/", said, content_type="application/json", **HEADER)
            assert answer.status_code == 200
    order.refresh_from_db()
    shipment = Shipment.objects.get()
    assert (order.fulfilment, order.tracking_number, shipment.tracking) == ("shipped", "WYB-0001", "picked")
    assert CourierBooking.objects.get().shipment == shipment


def test_somebody_elses_parcel_is_no_answer(order: Order, settings: Settings) -> None:
    with peer(settings) as there:
        there.answers = False
        with pytest.raises(Down):
            jne(order)
        (number,) = there.orders
        there.orders[number]["reference_id"] = "RK-LAIN-1"
        assert not track(carrier=Biteship(), booking_id=number)
    order.refresh_from_db()
    assert (order.fulfilment, CourierBooking.objects.get().carrier_id) == ("to_ship", None)


def test_cut_off_between_booking_and_handing_over_the_next_press_finishes(site: str, order: Order) -> None:
    seen = {str(line.pk): line.left for line in order.lines.all()}
    booking = CourierBooking.objects.create(
        order=order, reference=f"{order.number}-1", carrier="biteship", courier="jne", service="reg", seen=0,
        pieces=seen, asked_at=clock.now(),
    )  # fmt: skip
    answered(booking=booking, said=Booking("a" * 24, "WYB-7", None))
    row = jne(order)
    assert (row.fulfilment, row.tracking_number, simulator.booked()) == ("shipped", "WYB-7", 0)
    assert finish(booking=booking).fulfilment == "shipped"
    assert Shipment.objects.count() == 1


def test_an_order_that_moved_on_meanwhile_is_told_apart(site: str, order: Order) -> None:
    booking = CourierBooking.objects.create(
        order=order, reference=f"{order.number}-1", carrier="biteship", courier="jne", service="reg", seen=0,
        pieces={str(line.pk): line.left for line in order.lines.all()}, asked_at=clock.now(),
    )  # fmt: skip
    ship(order=order, actor=None, courier="JNE", tracking_number="JP 1")
    answered(booking=booking, said=Booking("a" * 24, "WYB-7", None))
    with pytest.raises(Conflict, match="Batalkan kurirnya lewat petugas"):
        finish(booking=booking)
    booking.refresh_from_db()
    assert (booking.state, booking.shipment) == ("booked", None)
    assert Shipment.objects.get().tracking_number == "JP 1"


def _told(client: Client, number: str, event: str) -> int:
    said = json.dumps({"event": event, "order_id": number})
    return client.post("/webhook/biteship/", said, content_type="application/json", **HEADER).status_code


def test_a_new_price_and_a_courier_called_off_reach_the_books(client: Client, order: Order, settings: Settings) -> None:
    with peer(settings) as there:
        jne(order)
        (number,) = there.orders
        assert CourierCost.objects.get().amount == 18_000
        complete(order=order)
        there.orders[number]["price"] = 22_500
        assert [_told(client, number, "order.price") for _turn in range(2)] == [200, 200]
        # The price stays in their answer; what counts is that nobody came.
        there.orders[number]["status"] = "courierNotFound"
        assert _told(client, number, "order.status") == 200
    moves = Transfer.objects.filter(kind="parcel").order_by("pk").values_list("amount", flat=True)
    assert list(moves) == [-18_000, -4_500, 22_500]
    assert (CourierBooking.objects.get().rupiah, CourierCost.objects.get().amount, prove()) == (0, 0, [])


def test_a_courier_nobody_wanted_any_more_still_costs_until_it_is_called_off(order: Order, settings: Settings) -> None:
    with peer(settings) as there:
        there.answers = False
        with pytest.raises(Down):
            jne(order)
        CourierBooking.objects.update(asked_at=clock.now() - timedelta(minutes=2))
        let_go(booking=CourierBooking.objects.get(), actor=None)
        ship(order=order, actor=None, courier="JNE", tracking_number="JP 1")
        complete(order=order)
        there.answers = True
        assert track(carrier=Biteship(), booking_id="0" * 23 + "1")
    assert Transfer.objects.get(kind="parcel").amount == -18_000
    assert prove() == []


def test_cut_off_before_the_books_the_next_turn_makes_up_for_it(order: Order, settings: Settings) -> None:
    with peer(settings):
        jne(order)
    # As an older release left its bookings, too.
    booking = CourierBooking.objects.create(
        order=order, reference=f"{order.number}-9", carrier="biteship", courier="jne", service="reg", seen=7, pieces={},
        state="dropped", carrier_id="b" * 24, rupiah=7_000, asked_at=clock.now(),
    )  # fmt: skip
    assert [fault.code for fault in prove()] == ["parcel"]
    assert (note_costs(), note_costs()) == (1, 0)
    booking.refresh_from_db()
    assert (booking.noted, CourierCost.objects.get(reference=booking.reference).amount, prove()) == (7_000, 7_000, [])


def test_a_price_whose_message_was_lost_is_found_at_the_next_age(order: Order, settings: Settings) -> None:
    with peer(settings) as there:
        jne(order)
        (number,) = there.orders
        there.orders[number]["price"] = 30_000
        assert track_old(carrier=Biteship()) == 0
        CourierBooking.objects.update(asked_at=clock.now() - timedelta(days=1, minutes=1))
        assert (track_old(carrier=Biteship()), track_old(carrier=Biteship())) == (1, 0)
        assert CourierCost.objects.get().amount == 30_000
        now = clock.now()
        CourierBooking.objects.update(asked_at=now - timedelta(days=4), checked_at=now - timedelta(days=2))
        there.orders.clear()
        assert (track_old(carrier=Biteship()), track_old(carrier=Biteship())) == (1, 0)

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import Settings

from products.orders.models import CourierQuote
from products.orders.quotes import Item, Question, Rate, answers, postal_code_of, question
from products.shipping.rates import Quoted, forget_expired, quote
from tests.factories.orders import DeliverySettingsFactory
from tests.peers.shared import served

pytestmark = pytest.mark.django_db
JAM = Item("Selai", 20_000, 600, 2)
HERE = Question("68413", "68454", (JAM,))
THERE = Question("68413", "80111", (JAM,))
RATES = [Rate("sicepat", "reg", "SiCepat Reguler", 17_000, (2, 3)), Rate("jne", "reg", "JNE Reguler", 18_000, (1, 2))]


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


@pytest.fixture
def site(db: None, settings: Settings) -> Iterator[str]:
    """The simulator on a real socket."""
    with served() as url:
        settings.BITESHIP_API_BASE, settings.BITESHIP_API_KEY = f"{url}/simulasi/biteship", "biteship_test.kunci"
        settings.RATES_PATIENCE_SECONDS = settings.BITESHIP_TIMEOUT_SECONDS = 30
        yield url


@contextmanager
def carrier_that(answer: Any, settings: Settings) -> Iterator[None]:
    """A carrier on a real socket that answers every question with what `answer(handler)` writes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.BITESHIP_API_BASE = f"http://127.0.0.1:{server.server_port}"
    settings.BITESHIP_API_KEY = "biteship_test.kunci"
    try:
        yield
    finally:
        server.shutdown()


def say(status: int, body: str) -> Any:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.end_headers()
        handler.wfile.write(body.encode())

    return answer


def test_rates_come_cheapest_first_by_kilogram_and_are_kept(site: str, django_assert_num_queries: Any) -> None:
    assert quote([HERE]) == Quoted({HERE.key: RATES})
    row = CourierQuote.objects.get()
    assert (row.key, row.origin, row.destination) == (HERE.key, "68413", "68454")
    assert row.expires_at - row.quoted_at == timedelta(minutes=60)
    with django_assert_num_queries(1):
        assert answers([HERE.key]) == {HERE.key: RATES}


def test_what_is_known_is_not_asked_again_until_it_runs_out(
    site: str, settings: Settings, django_assert_num_queries: Any
) -> None:
    quote([HERE])
    settings.BITESHIP_API_BASE = "http://127.0.0.1:9"
    with django_assert_num_queries(1):
        assert quote([HERE]) == Quoted({HERE.key: RATES})
    soon = timezone.now() + timedelta(minutes=19)
    CourierQuote.objects.update(expires_at=soon)
    # It is asked for anew well before it runs out; placing takes it to the end.
    assert quote([HERE]) == Quoted({}, is_silent=True)
    assert answers([HERE.key]) == {HERE.key: RATES}


def test_a_renewed_answer_takes_the_place_of_the_old_one(site: str) -> None:
    quote([HERE])
    CourierQuote.objects.update(rates=[], expires_at=timezone.now())
    assert quote([HERE, THERE]).rates == {HERE.key: RATES, THERE.key: RATES}
    assert CourierQuote.objects.count() == 2


def test_without_a_key_or_a_question_nobody_is_asked(site: str, settings: Settings) -> None:
    assert quote([]) == Quoted({})
    settings.BITESHIP_API_KEY = ""
    assert quote([HERE]) == Quoted({})


def test_a_silent_carrier_is_not_asked_again_at_once(settings: Settings) -> None:
    settings.BITESHIP_API_BASE, settings.BITESHIP_API_KEY = "http://127.0.0.1:9", "biteship_test.kunci"
    assert quote([HERE]) == Quoted({}, is_silent=True)
    asked: list[int] = []
    with carrier_that(lambda handler: (asked.append(1), say(200, "{}")(handler)), settings):
        assert quote([HERE]) == Quoted({}, is_silent=True)
        assert asked == []
        cache.clear()
        assert quote([HERE]) == Quoted({}, is_silent=True)
        assert asked == [1]
    assert not CourierQuote.objects.exists()


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, "{}"), (200, "<html>"), (200, "[]"), (200, '{"success": true, "pricing": "none"}'), (429, "{}")],
)
def test_nonsense_is_silence(settings: Settings, status: int, body: str) -> None:
    with carrier_that(say(status, body), settings):
        assert quote([HERE]) == Quoted({}, is_silent=True)
    assert not CourierQuote.objects.exists()


def test_rows_nobody_can_read_are_left_out(settings: Settings) -> None:
    good = {"courier_code": "jne", "courier_service_code": "reg", "price": 9_000}
    rows = [
        good,
        {**good, "price": -1},
        {**good, "price": "9000"},
        {**good, "price": True},
        {**good, "courier_code": ""},
        7,
    ]
    with carrier_that(say(200, json.dumps({"success": True, "pricing": rows})), settings):
        assert quote([HERE]).rates == {HERE.key: [Rate("jne", "reg", "jne reg", 9_000, (0, 0))]}


def test_a_no_is_an_answer_and_kept_for_a_shorter_time(settings: Settings) -> None:
    with carrier_that(say(400, '{"success": false, "error": "No courier", "code": 40001010}'), settings):
        assert quote([HERE]) == Quoted({HERE.key: []})
    row = CourierQuote.objects.get()
    assert row.expires_at - row.quoted_at == timedelta(minutes=25)


def test_all_parcels_together_wait_once(settings: Settings) -> None:
    settings.RATES_PATIENCE_SECONDS = 1.0

    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(3)
        say(200, "{}")(handler)

    began = time.monotonic()
    with carrier_that(slow, settings):
        assert quote([HERE, THERE]) == Quoted({}, is_silent=True)
        assert time.monotonic() - began < 2.5


def test_one_silent_parcel_leaves_the_others_theirs(settings: Settings) -> None:
    body = json.dumps(
        {"success": True, "pricing": [{"courier_code": "jne", "courier_service_code": "reg", "price": 1}]}
    )
    turn = iter([say(500, "{}"), say(200, body)])

    def in_turn(handler: BaseHTTPRequestHandler) -> None:
        next(turn)(handler)

    with carrier_that(in_turn, settings):
        told = quote([HERE, THERE])
    assert (len(told.rates), told.is_silent) == (1, True)


def test_the_question_is_the_parcel_and_the_way(db: None) -> None:
    assert Question("68413", "68454", (JAM,)).key == HERE.key != THERE.key
    assert Question("68413", "68454", (Item("Selai", 20_000, 600, 3),)).key != HERE.key
    # A name changes no price.
    assert Question("68413", "68454", (Item("Selai nanas", 20_000, 600, 2),)).key == HERE.key


def test_a_seller_without_the_switch_and_a_place_too_wide_have_no_question(db: None) -> None:
    mine = DeliverySettingsFactory(live_rates=True)
    mine.business.delivery_settings = mine
    assert postal_code_of("35.10.24") == "68454"
    asked = question(mine.business, (), destination="35.10.24")
    assert asked is not None
    assert asked.destination == "68454"
    wide = next(code for code in (f"35.10.{n:02d}" for n in range(1, 26)) if not postal_code_of(code))
    assert question(mine.business, (), destination=wide) is None
    mine.live_rates = False
    assert question(mine.business, (), destination="35.10.24") is None


def test_answers_that_ran_out_yesterday_are_forgotten(db: None) -> None:
    now = timezone.now()
    for days in (2, 0):
        ended = now - timedelta(days=days)
        CourierQuote.objects.create(key=f"{days}", quoted_at=ended - timedelta(hours=1), expires_at=ended)
    assert forget_expired() == 1
    assert CourierQuote.objects.get().key == "0"

"""A buyer who starts to pay is not left in front of an empty page, whatever the providers do."""

import time
from contextlib import contextmanager

import pytest
import requests

from products.payments.models import Attempt
from products.payments.providers.base import Down
from products.payments.providers.patience import next_timeout, seconds_left, within
from products.payments.providers.wire import Wire
from products.payments.start import start
from rumah.core import clock
from rumah.core.errors import Unavailable
from rumah.settings import base
from tests.peers.broken import misbehaving

# A busy machine takes its own time on top; without a limit each of these would take three times as long.
SLACK = 2.5
CREATE = "POST /v1/checkout/sessions"


@contextmanager
def at_most(seconds):
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds + SLACK


def test_as_shipped_a_buyer_waits_for_eight_seconds_at_most():
    assert (base.PAYMENT_PATIENCE_SECONDS, base.STRIPE_TIMEOUT_SECONDS) == (8, 8)
    with within(8):
        connect, read = next_timeout()
    assert (connect, read) == (2, pytest.approx(4.2, abs=0.1))


@pytest.mark.parametrize("limit", ["PAYMENT_PATIENCE_SECONDS", "STRIPE_TIMEOUT_SECONDS"])
def test_a_silent_stripe_is_given_up_in_time(limit, purchase, settings):
    setattr(settings, limit, 0.4)
    with misbehaving("slow") as url, at_most(0.4):
        settings.STRIPE_API_BASE = url
        with pytest.raises(Unavailable):
            start(purchase=purchase)
    assert Attempt.objects.get().state == "created"


def test_a_broken_stripe_is_asked_twice_for_one_session_and_no_more(purchase, settings):
    asked: list[str] = []
    with misbehaving("error", asked) as url:
        settings.STRIPE_API_BASE = url
        with pytest.raises(Unavailable):
            start(purchase=purchase)
    assert asked == [CREATE, CREATE]


def test_a_way_that_is_left_and_silent_leaves_time_for_the_new_one(purchase, settings):
    settings.MIDTRANS_SERVER_KEY = "SB-Mid-server-test"
    settings.PAYMENT_PATIENCE_SECONDS = 3
    old = Attempt.objects.create(
        purchase=purchase, provider="qris", amount=purchase.total, created_at=clock.now(),
        expires_at=purchase.expires_at, state="pending", reference="m-1",
    )  # fmt: skip
    asked: list[str] = []
    with misbehaving("slow") as silent, misbehaving("refuse", asked) as url, at_most(3):
        settings.MIDTRANS_API_BASE, settings.STRIPE_API_BASE = silent, url
        with pytest.raises(Unavailable):
            start(purchase=purchase, provider="stripe")
    old.refresh_from_db()
    assert (old.state, asked) == ("cancelled", [CREATE])


def test_the_other_client_keeps_the_same_bound():
    asked: list[str] = []
    with misbehaving("slow", asked) as url, at_most(0.3), pytest.raises(Down):
        Wire(url, "key", 0.3).get("/x")
    assert asked == ["GET /x"]
    with misbehaving("error", asked) as url, pytest.raises(Down):
        Wire(url, "key", 8).get("/x")
    assert asked == ["GET /x"] * 3


def test_limits_nest_and_the_sooner_one_counts():
    with within(5), within(60):
        assert 4 < seconds_left() <= 5
        with within(1):
            assert seconds_left() <= 1
        assert seconds_left() > 4
    with within(0), pytest.raises(requests.Timeout):
        next_timeout()
    with pytest.raises(RuntimeError, match="limit"):
        seconds_left()

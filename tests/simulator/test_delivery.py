"""Messages must arrive however the server is built: with many threads, or with one that is busy answering the payer."""

import threading
import time

import requests
from django.core.servers.basehttp import WSGIRequestHandler, WSGIServer
from django.db import connections

from products.simulator import events
from products.simulator.models import SimulatedSession
from products.simulator.outcomes import BY_CODE, act


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


def test_one_thread_alone_does_not_wait_for_itself(db, asked, client_of_stripe, settings, monkeypatch):
    session = client_of_stripe.v1.checkout.sessions.create(params=asked)
    monkeypatch.setattr(events, "PATIENCE_SECONDS", 0.3)
    came: list[float] = []

    def shop(environ, start_response):
        if environ["PATH_INFO"] == "/webhook/":
            came.append(time.monotonic())
        else:
            _row, messages = act(session_id=session.id, outcome=BY_CODE["bayar"])
            events.deliver(messages)
        start_response("200 OK", [("Content-Length", "0")])
        return [b""]

    server = WSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(shop)
    shared = connections["default"]
    shared.inc_thread_sharing()

    def serve():
        connections["default"] = shared
        server.serve_forever(0.02)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    settings.SIMULATOR_WEBHOOK_URL = f"{url}/webhook/"
    started = time.monotonic()
    try:
        assert requests.post(f"{url}/bayar/", timeout=5).status_code == 200
        answered = time.monotonic()
        while not came and time.monotonic() < answered + 5:
            time.sleep(0.01)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        shared.dec_thread_sharing()
    assert answered - started < 2
    assert len(came) == 1
    assert SimulatedSession.objects.get().payment_status == "paid"


def test_a_shop_that_is_away_loses_messages_and_nothing_else(client_of_stripe, asked, settings):
    session = client_of_stripe.v1.checkout.sessions.create(params=asked)
    settings.SIMULATOR_WEBHOOK_URL = "http://127.0.0.1:9/webhook/"
    row, messages = act(session_id=session.id, outcome=BY_CODE["bayar"])
    assert [message.post() for message in messages] == [0]
    row.refresh_from_db()
    assert row.payment_status == "paid"


def test_the_address_follows_the_api_unless_it_is_named(settings):
    settings.STRIPE_API_BASE, settings.SIMULATOR_WEBHOOK_URL = "http://127.0.0.1:8123/simulasi/stripe", ""
    assert events.webhook_url() == "http://127.0.0.1:8123/webhook/stripe/"
    settings.SIMULATOR_WEBHOOK_URL = "http://lain.example/kabar/"
    assert events.webhook_url() == "http://lain.example/kabar/"

import json

import pytest
from django.test import Client

from products.payments.models import Attempt, WebhookEvent
from products.payments.providers import provider as named
from products.payments.providers.base import Down, Forged, Refused
from products.payments.queries import attention, payment_status
from products.payments.settle import settle
from products.payments.start import start
from products.simulator.models import SimulatedCharge, SimulatedRefund
from tests.peers.broken import misbehaving
from tests.peers.paying import charge, happen, work


def test_an_invoice_is_made_once_for_an_attempt(provider, purchase, settings):
    attempt = start(purchase=purchase, provider="xendit")
    row = charge(attempt)
    assert (attempt.reference, attempt.url) == (row.pk, f"{settings.BASE_URL}/simulasi/tagihan/{row.pk}/")
    assert (row.amount, row.order_id) == (30_000, str(attempt.pk))
    assert named("xendit").create(attempt, purchase).reference == attempt.reference
    assert SimulatedCharge.objects.count() == 1


@pytest.mark.parametrize(
    ("outcome", "state", "code"),
    [
        ("bayar", "settled", "paid"),
        ("kedaluwarsa", "expired", "awaiting"),
        ("kabar-dua-kali", "settled", "paid"),
        ("kabar-terbalik", "settled", "paid"),
        ("terlambat", "settled", "paid"),
        ("jumlah-lain", "suspense", "review"),
        ("mata-uang-lain", "suspense", "review"),
        ("palsu", "pending", "awaiting"),
    ],
)
def test_what_happens_there_is_told_here(outcome, state, code, provider, purchase):
    attempt = start(purchase=purchase, provider="xendit")
    assert happen(attempt, outcome).endswith("&kembali=1")
    assert WebhookEvent.objects.exists() == (outcome != "palsu")
    work()
    attempt.refresh_from_db()
    purchase.refresh_from_db()
    assert (attempt.state, payment_status(purchase).code) == (state, code)
    assert [row.kind for row in attention()] == (["suspense"] if state == "suspense" else [])


def test_settled_at_xendit_is_paid_as_well(provider, purchase):
    attempt = start(purchase=purchase, provider="xendit")
    happen(attempt, "kabar-hilang")
    SimulatedCharge.objects.update(status="SETTLED")
    assert settle(attempt_id=attempt.pk).state == "settled"


def test_the_token_is_compared_and_nothing_else_is_believed(provider, purchase, settings):
    attempt = start(purchase=purchase, provider="xendit")
    body = json.dumps(
        {"id": attempt.reference, "external_id": str(attempt.pk), "status": "PAID", "paid_amount": 30_000}
    )
    for token in ("", "wrong", settings.XENDIT_CALLBACK_TOKEN + "x", "ÿ"):
        with pytest.raises(Forged):
            named("xendit").verify_webhook({"x-callback-token": token}, body.encode())
    good = {"x-callback-token": settings.XENDIT_CALLBACK_TOKEN}
    assert Client().post("/webhook/xendit/", body, "application/json", headers=good).status_code == 200
    assert work() == 1
    attempt.refresh_from_db()
    assert attempt.state == "pending"
    for nonsense in (b"", b"[]", b"{}", b"7", b"\xff"):
        with pytest.raises(Forged):
            named("xendit").verify_webhook(good, nonsense)


def test_without_a_token_of_our_own_nobody_is_believed(settings):
    settings.XENDIT_CALLBACK_TOKEN = ""
    with pytest.raises(Forged):
        named("xendit").verify_webhook({"x-callback-token": ""}, b'{"id": "1", "external_id": "1", "status": "PAID"}')
    assert not named("xendit").is_configured()


def test_an_invoice_goes_back_once_for_its_key(provider, purchase):
    attempt = start(purchase=purchase, provider="xendit")
    happen(attempt, "bayar")
    attempt = settle(attempt_id=attempt.pk)
    xendit = named("xendit")
    first = xendit.refund(attempt, 10_000, "r-1")
    assert first.done
    assert xendit.refund(attempt, 10_000, "r-1") == first
    assert (charge(attempt).refunded, SimulatedRefund.objects.count()) == (10_000, 1)
    assert xendit.fetch_refund(attempt, first.reference) == "done"
    for word, status in (("PENDING", "pending"), ("FAILED", "failed"), ("CANCELLED", "failed")):
        SimulatedRefund.objects.update(status=word)
        assert xendit.fetch_refund(attempt, first.reference) == status
    with pytest.raises(Refused):
        xendit.refund(attempt, 20_001, "r-2")


@pytest.mark.parametrize("manner", ["error", "html", "other", "limit", "hangup", "slow", "refuse"])
def test_a_provider_on_a_bad_day_leaves_the_purchase_payable_by_another(manner, provider, purchase, settings):
    settings.XENDIT_TIMEOUT_SECONDS = 0.5
    with misbehaving(manner) as url:
        settings.XENDIT_API_BASE = url
        with pytest.raises((Down, Refused)):
            start(purchase=purchase, provider="xendit")
    assert start(purchase=purchase, provider="qris").qr
    assert Attempt.objects.filter(state__in=["created", "pending"]).count() == 1

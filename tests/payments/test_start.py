from datetime import timedelta

import pytest

from products.orders.expire import cancel
from products.orders.links import purchase_url
from products.payments.models import Attempt
from products.payments.providers import available
from products.payments.queries import payment_status
from products.payments.start import start
from products.simulator.models import SimulatedIdempotency, SimulatedSession
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError, Unavailable
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import SHIP, buy
from tests.peers.broken import misbehaving
from tests.peers.paying import choose, session


def test_an_attempt_opens_a_session_for_the_whole_purchase(provider, settings):
    variant = VariantFactory(product__name="Keripik", name="Pedas", price=15_000, weight=250)
    purchase = buy({variant: 2}, delivery=SHIP, language="en")
    attempt = start(purchase=purchase)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.amount, attempt.expires_at) == ("pending", purchase.total, purchase.expires_at)
    row = session(attempt)
    assert attempt.url == f"{settings.BASE_URL}/simulasi/bayar/{row.pk}/"
    assert (row.amount, row.currency, row.locale) == (purchase.total * 100, "idr", "en")
    assert row.client_reference_id == str(attempt.pk)
    assert row.metadata == {"site": settings.BASE_URL, "attempt": str(attempt.pk), "purchase": purchase.number}
    assert [(line["name"], line["unit_amount"], line["quantity"]) for line in row.lines[:1]] == [
        ("Keripik (Pedas)", 1_500_000, 2)
    ]
    assert row.lines[1]["unit_amount"] == purchase.shipping_total * 100
    assert row.success_url == f"{purchase_url(purchase)}&kembali=1"
    assert row.cancel_url == purchase_url(purchase)
    assert int(row.expires_at.timestamp()) == int(purchase.expires_at.timestamp())


def test_a_refresh_or_a_second_tab_gets_the_same_attempt(provider, purchase):
    first, second = start(purchase=purchase), start(purchase=purchase)
    assert (first.pk, first.url) == (second.pk, second.url)
    assert SimulatedSession.objects.count() == 1


def test_an_answer_that_was_lost_is_asked_for_again_under_the_same_key(provider, purchase):
    first = start(purchase=purchase)
    Attempt.objects.filter(pk=first.pk).update(state="created", reference="", url="")
    second = start(purchase=purchase)
    assert (second.pk, second.reference, second.state) == (first.pk, first.reference, "pending")
    assert SimulatedSession.objects.count() == 1
    assert SimulatedIdempotency.objects.get().key == str(first.pk)


def test_an_attempt_that_never_got_an_answer_makes_room_for_a_new_one(provider, purchase):
    old = Attempt.objects.create(
        purchase=purchase, provider="stripe", amount=purchase.total, expires_at=purchase.expires_at,
        created_at=clock.now() - timedelta(minutes=3),
    )  # fmt: skip
    new = start(purchase=purchase)
    old.refresh_from_db()
    assert (old.state, old.last_error, new.state) == ("failed", "no answer", "pending")


def test_a_failed_attempt_is_followed_by_a_new_one_even_when_its_message_was_lost(provider, purchase):
    first = start(purchase=purchase)
    session_row = session(first)
    session_row.status = "expired"
    session_row.save()
    Attempt.objects.update(checked_at=clock.now() - timedelta(minutes=1))
    second = start(purchase=purchase)
    first.refresh_from_db()
    assert (first.state, second.state) == ("expired", "pending")
    assert first.reference != second.reference


def test_a_window_shorter_than_stripe_allows_is_kept_by_us(provider, purchase):
    purchase.expires_at = clock.now() + timedelta(minutes=10)
    purchase.save()
    attempt = start(purchase=purchase)
    assert attempt.expires_at == purchase.expires_at
    assert session(attempt).expires_at >= clock.now() + timedelta(minutes=30)


def test_a_window_longer_than_stripe_allows_is_cut_at_stripe(provider, purchase):
    purchase.expires_at = clock.now() + timedelta(days=3)
    purchase.save()
    assert session(start(purchase=purchase)).expires_at < clock.now() + timedelta(hours=24)


@pytest.mark.parametrize("manner", ["error", "html", "other", "hangup", "limit"])
def test_a_provider_on_a_bad_day_leaves_the_purchase_payable(manner, purchase, settings, provider):
    good = settings.STRIPE_API_BASE
    with misbehaving(manner) as url:
        settings.STRIPE_API_BASE = url
        with pytest.raises(Unavailable) as raised:
            start(purchase=purchase)
    assert "Pesanan Anda tersimpan" in str(raised.value)
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.url, payment_status(purchase).code) == ("created", "", "awaiting")
    settings.STRIPE_API_BASE = good
    assert start(purchase=purchase).state == "pending"


def test_a_slow_provider_is_not_waited_for_for_ever(purchase, settings):
    settings.STRIPE_TIMEOUT_SECONDS = 0.2
    with misbehaving("slow") as url:
        settings.STRIPE_API_BASE = url
        with pytest.raises(Unavailable):
            start(purchase=purchase)
    assert Attempt.objects.get().state == "created"


def test_a_provider_that_is_not_there(purchase, settings):
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    with pytest.raises(Unavailable):
        start(purchase=purchase)
    assert payment_status(purchase).code == "awaiting"


def test_a_refusal_closes_the_attempt_and_says_so(purchase, settings):
    with misbehaving("refuse") as url:
        settings.STRIPE_API_BASE = url
        with pytest.raises(Unavailable):
            start(purchase=purchase)
    assert Attempt.objects.get().state == "failed"
    assert payment_status(purchase).code == "failed"


def test_what_cannot_be_paid_is_not_offered_to_pay(provider, purchase, settings):
    with pytest.raises(DomainError) as unknown:
        start(purchase=purchase, provider="bitcoin")
    assert unknown.value.problems[0].field == "provider"
    settings.STRIPE_MIN_RUPIAH = 50_000
    assert all(one.code != "stripe" for one in available(purchase.total))
    with pytest.raises(DomainError):
        start(purchase=purchase)
    assert not Attempt.objects.exists()


def test_over_cancelled_and_paid_purchases_are_not_paid_again(provider, variant):
    late, cancelled, done = buy({variant: 1}), buy({variant: 1}), buy({variant: 1})
    late.expires_at = clock.now()
    late.save()
    cancel(purchase=cancelled)
    choose(start(purchase=done), "kabar-hilang")
    Attempt.objects.update(checked_at=clock.now() - timedelta(minutes=1))
    for purchase, sentence in ((late, "sudah lewat"), (cancelled, "sudah lewat"), (done, "sudah dibayar")):
        with pytest.raises(Conflict, match=sentence):
            start(purchase=purchase)
    assert Attempt.objects.count() == 1


def test_money_in_review_stops_a_second_payment(provider, purchase):
    choose(start(purchase=purchase), "jumlah-lain")
    Attempt.objects.update(checked_at=clock.now() - timedelta(minutes=1))
    with pytest.raises(Conflict, match="Jangan membayar lagi"):
        start(purchase=purchase)
    assert payment_status(purchase).code == "review"

from datetime import timedelta

import pytest

from products.payments.providers import provider as named
from products.payments.providers.base import Down, Refused
from products.payments.settle import settle
from products.payments.start import start
from products.simulator.models import SimulatedIdempotency, SimulatedRefund
from tests.peers.broken import misbehaving
from tests.peers.paying import choose, session


@pytest.fixture
def paid(provider, purchase):
    attempt = start(purchase=purchase)
    choose(attempt, "bayar")
    return settle(attempt_id=attempt.pk)


def test_a_refund_is_made_once_for_its_key_even_after_stripe_forgot_it(paid):
    stripe = named("stripe")
    first = stripe.refund(paid, 10_000, "r-1")
    assert first.done
    assert stripe.refund(paid, 10_000, "r-1") == first
    SimulatedIdempotency.objects.all().delete()
    assert stripe.refund(paid, 10_000, "r-1") == first
    assert stripe.refund(paid, 20_000, "r-2").reference != first.reference
    assert session(paid).refunded == 3_000_000
    assert SimulatedRefund.objects.count() == 2


def test_more_than_came_is_refused(paid):
    with pytest.raises(Refused):
        named("stripe").refund(paid, 30_001, "r-1")
    assert session(paid).refunded == 0


@pytest.mark.parametrize(
    ("said", "means"),
    [("succeeded", "done"), ("pending", "pending"), ("requires_action", "pending"), ("failed", "failed"), ("canceled", "failed")],
)  # fmt: skip
def test_a_refund_is_asked_after(said, means, paid):
    reference = named("stripe").refund(paid, 10_000, "r-1").reference
    SimulatedRefund.objects.update(status=said)
    assert named("stripe").fetch_refund(paid, reference) == means


def test_an_unknown_refund_and_an_unreadable_word_are_no_answers(paid):
    with pytest.raises(Refused):
        named("stripe").fetch_refund(paid, "re_none")
    reference = named("stripe").refund(paid, 10_000, "r-1").reference
    SimulatedRefund.objects.update(status="unicorn")
    with pytest.raises(Down):
        named("stripe").fetch_refund(paid, reference)


@pytest.mark.parametrize("manner", ["error", "html", "other", "limit", "hangup"])
def test_a_provider_on_a_bad_day_gives_nothing_back(manner, paid, settings):
    with misbehaving(manner) as url:
        settings.STRIPE_API_BASE = url
        with pytest.raises(Down):
            named("stripe").refund(paid, 10_000, "r-1")
    assert session(paid).refunded == 0


def test_what_it_can_do_is_told(settings):
    able = named("stripe").capabilities()
    assert timedelta(able.refund_days) == timedelta(days=settings.STRIPE_REFUND_DAYS)
    assert able.can_partial_refund

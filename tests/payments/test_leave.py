from datetime import timedelta

import pytest

from products.payments.models import Attempt
from products.payments.poll import poll_closed
from products.payments.queries import attention, payment_status
from products.payments.start import start
from products.payments.states import LIVE
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.peers.broken import misbehaving
from tests.peers.paying import charge, choose, happen, session, work

ELSEWHERE = ["va", "stripe", "xendit"]


def _live(purchase):
    return Attempt.objects.filter(purchase=purchase, state__in=LIVE)


@pytest.mark.parametrize("way", ELSEWHERE)
def test_choosing_another_way_closes_the_first_at_its_provider(way, provider, purchase):
    first = start(purchase=purchase, provider="qris")
    second = start(purchase=purchase, provider=way)
    first.refresh_from_db()
    assert (first.state, charge(first).status) == ("expired", "expire")
    assert [row.provider for row in _live(purchase)] == [way]
    assert start(purchase=purchase, provider=way) == second


def test_leaving_a_card_page_closes_it(provider, purchase):
    first = start(purchase=purchase, provider="stripe")
    start(purchase=purchase, provider="qris")
    assert session(first).status == "expired"
    assert [row.provider for row in _live(purchase)] == ["qris"]


def test_the_one_that_turns_out_to_be_paid_wins(provider, purchase):
    first = start(purchase=purchase, provider="qris")
    happen(first, "kabar-hilang")
    with pytest.raises(Conflict, match="sudah dibayar"):
        start(purchase=purchase, provider="va")
    purchase.refresh_from_db()
    assert payment_status(purchase).code == "paid"
    assert Attempt.objects.count() == 1


def test_a_silent_provider_is_left_alone_and_closed_as_soon_as_it_answers(provider, purchase, settings):
    first, good = start(purchase=purchase, provider="qris"), settings.MIDTRANS_API_BASE
    with misbehaving("error") as url:
        settings.MIDTRANS_API_BASE = url
        start(purchase=purchase, provider="stripe")
    first.refresh_from_db()
    assert (first.state, charge(first).status) == ("cancelled", "pending")
    assert [row.provider for row in _live(purchase)] == ["stripe"]
    settings.MIDTRANS_API_BASE = good
    past = clock.now() - timedelta(minutes=3)
    Attempt.objects.filter(pk=first.pk).update(closed_at=past, checked_at=past)
    assert poll_closed() == 1
    assert charge(first).status == "expire"


def test_money_at_the_way_that_was_left_is_found_without_a_message_and_goes_back(provider, purchase, settings):
    first, good = start(purchase=purchase, provider="qris"), settings.MIDTRANS_API_BASE
    with misbehaving("error") as url:
        settings.MIDTRANS_API_BASE = url
        second = start(purchase=purchase, provider="stripe")
    settings.MIDTRANS_API_BASE = good
    choose(second, "bayar")
    work()
    happen(first, "kabar-hilang")
    past = clock.now() - timedelta(minutes=3)
    Attempt.objects.filter(pk=first.pk).update(closed_at=past, checked_at=past)
    assert poll_closed() == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("surplus", "settled")
    purchase.refresh_from_db()
    assert payment_status(purchase).to_return == 30_000
    # QRIS takes it back by itself, so nobody has to do anything.
    assert attention() == []


def test_the_poller_skips_a_silent_provider_and_asks_the_others(provider, purchase, variant, settings):
    from tests.factories.orders import buy

    start(purchase=purchase, provider="qris")
    other = start(purchase=buy({variant: 1}), provider="xendit")
    happen(other, "terlambat")
    past = clock.now() - timedelta(minutes=3)
    Attempt.objects.update(closed_at=past, checked_at=past, state="expired")
    with misbehaving("error") as url:
        settings.MIDTRANS_API_BASE = url
        assert poll_closed() == 1
    other.refresh_from_db()
    assert other.state == "settled"

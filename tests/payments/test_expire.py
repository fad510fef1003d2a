from datetime import timedelta

from products.payments.expire import GRACE
from products.payments.models import Attempt
from products.payments.poll import due_attempts, expire_overdue, poll_live
from products.payments.queries import payment_status
from products.payments.start import start
from products.simulator.models import SimulatedSession
from products.stock.models import StockLevel
from rumah.core import clock
from tests.factories.orders import buy
from tests.peers.broken import misbehaving
from tests.peers.paying import choose, session, work


def _overdue(purchase, by=timedelta(seconds=1)):
    purchase.expires_at = clock.now() - by
    purchase.save()


def test_the_deadline_closes_the_session_and_gives_the_stock_back(provider, purchase, variant):
    attempt = start(purchase=purchase)
    _overdue(purchase)
    assert expire_overdue() == 1
    attempt.refresh_from_db()
    purchase.refresh_from_db()
    assert (attempt.state, purchase.payment_state, session(attempt).status) == ("expired", "expired", "expired")
    assert StockLevel.objects.get(pk=variant.pk).reserved == 0
    assert expire_overdue() == 0


def test_a_purchase_nobody_tried_to_pay_expires_without_asking(provider, purchase):
    _overdue(purchase)
    assert expire_overdue() == 1
    assert not Attempt.objects.exists()


def test_money_found_at_the_deadline_wins(provider, purchase, variant):
    choose(start(purchase=purchase), "kabar-hilang")
    _overdue(purchase)
    assert expire_overdue() == 0
    purchase.refresh_from_db()
    assert purchase.payment_state == "paid"
    assert StockLevel.objects.get(pk=variant.pk).on_hand == 8


def test_before_the_deadline_nothing_expires(provider, purchase):
    start(purchase=purchase)
    assert expire_overdue() == 0
    assert payment_status(purchase).code == "awaiting"


def test_a_silent_provider_delays_the_end_but_not_for_ever(provider, purchase, variant, settings):
    attempt = start(purchase=purchase)
    choose(attempt, "kabar-hilang")
    _overdue(purchase)
    good = settings.STRIPE_API_BASE
    with misbehaving("error") as url:
        settings.STRIPE_API_BASE = url
        assert expire_overdue() == 0
        purchase.refresh_from_db()
        assert purchase.payment_state == "awaiting"
        _overdue(purchase, by=GRACE + timedelta(seconds=1))
        expire_overdue()
    purchase.refresh_from_db()
    attempt.refresh_from_db()
    assert (purchase.payment_state, attempt.state) == ("expired", "pending")
    settings.STRIPE_API_BASE = good
    # The attempt is still asked about, and the money that was there all along is found.
    past = clock.now() - timedelta(minutes=2)
    Attempt.objects.update(created_at=past, checked_at=past)
    assert poll_live() == 1
    purchase.refresh_from_db()
    assert purchase.payment_state == "paid"


def test_one_silence_spares_the_others_the_wait(provider, variant, settings):
    waiting, over = buy({variant: 1}), buy({variant: 1})
    for purchase in (waiting, over):
        start(purchase=purchase)
    _overdue(waiting, by=GRACE - timedelta(minutes=1))
    _overdue(over, by=GRACE + timedelta(minutes=2))
    unseen = buy({variant: 1})
    start(purchase=unseen)
    _overdue(unseen)
    with misbehaving("error") as url:
        settings.STRIPE_API_BASE = url
        expire_overdue()
    states = [p.payment_state for p in (waiting, over, unseen) if p.refresh_from_db() is None]
    assert states == ["awaiting", "expired", "awaiting"]


def test_a_payment_the_provider_has_forgotten_holds_no_stock_for_ever(provider, purchase, variant):
    start(purchase=purchase)
    SimulatedSession.objects.all().delete()
    _overdue(purchase)
    expire_overdue()
    purchase.refresh_from_db()
    assert purchase.payment_state == "awaiting"
    _overdue(purchase, by=GRACE + timedelta(seconds=1))
    expire_overdue()
    purchase.refresh_from_db()
    assert (purchase.payment_state, StockLevel.objects.get(pk=variant.pk).reserved) == ("expired", 0)


def test_pauses_grow_with_age(provider, purchase):
    attempt = start(purchase=purchase)
    now = clock.now()

    def due(age, since):
        Attempt.objects.update(created_at=now - timedelta(minutes=age), checked_at=now - timedelta(minutes=since))
        return due_attempts(now).exists()

    assert [due(0.5, 0.4), due(2, 0.5), due(2, 1), due(15, 2), due(15, 3)] == [False, False, True, False, True]
    assert [due(45, 9), due(45, 10), due(300, 59), due(300, 60)] == [False, True, False, True]
    Attempt.objects.update(checked_at=None)
    assert list(due_attempts(now)) == [attempt]


def test_a_late_message_about_the_end_changes_nothing(provider, purchase):
    attempt = start(purchase=purchase)
    choose(attempt, "kabar-terbalik")
    work()
    attempt.refresh_from_db()
    assert attempt.state == "settled"

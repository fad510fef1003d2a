from datetime import UTC, datetime, timedelta

import pytest

from mentoring.schedule.models import Cell
from mentoring.sessions import offers, waitlist
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.models import Offer, Session, Waiting
from mentoring.sessions.reschedule import reschedule
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.mentoring.conftest import NOW

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB


@pytest.fixture
def booked(owner, talk, mentor):
    return book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)


def _join(talk, at, minutes, *, past=0, mentor=None):
    """Somebody who joined so many minutes after eight and had `past` sessions this year."""
    member = MembershipFactory()
    for number in range(past):
        start = datetime(2026, 1, 5 + number, 2, 0, tzinfo=UTC)
        Session.objects.create(
            service=talk, business=member.business, mentor=mentor, state="completed", created_at=start,
            changed_at=start, starts_at=start, ends_at=start + timedelta(hours=1),
        )  # fmt: skip
    at(NOW + timedelta(minutes=minutes))
    waitlist.join(actor=member.user, service=talk, business=member.business)
    return member


def _asked():
    return [offer.waiting.business for offer in Offer.objects.filter(state="open").select_related("waiting__business")]


def test_a_freed_time_goes_to_the_fewest_sessions_then_the_longest_wait(booked, talk, mentor, owner, at):
    _often = _join(talk, at, 1, past=2, mentor=mentor)
    second = _join(talk, at, 3)
    first = _join(talk, at, 2)
    cancel(actor=owner.user, session=booked)
    assert _asked() == [first.business]
    for member, nxt in ((first, second), (second, _often)):
        offer = Offer.objects.get(state="open")
        waitlist.decline(actor=member.user, offer=offer)
        assert _asked() == [nxt.business]
    assert Cell.objects.count() == 2 * 4


def test_an_offer_keeps_the_time_and_is_booked_by_one_tap(booked, talk, owner, at):
    member, other = _join(talk, at, 1), MembershipFactory()
    cancel(actor=owner.user, session=booked)
    offer = Offer.objects.get()
    assert OutboxMessage.objects.get(dedupe_key=f"offer:{offer.pk}:owner").to == member.user.email
    with pytest.raises(Conflict):
        book(actor=other.user, service=talk, business=other.business, starts_at=NINE)
    with pytest.raises(NotAllowed):
        waitlist.accept(actor=other.user, offer=offer)
    session = waitlist.accept(actor=member.user, offer=offer)
    assert (session.business, session.starts_at) == (member.business, NINE)
    assert Cell.objects.filter(holder=session.pk, expires_at=None).count() == Cell.objects.count() == 2 * 4
    assert Waiting.objects.get().state == "booked"
    with pytest.raises(Conflict):
        waitlist.accept(actor=member.user, offer=offer)


def test_nobody_waits_and_the_time_is_everybodys(booked, talk, owner):
    cancel(actor=owner.user, session=booked)
    assert (Offer.objects.count(), Cell.objects.count()) == (0, 0)


def test_an_unanswered_offer_ends_by_itself_and_goes_on(booked, talk, owner, at):
    first, second = _join(talk, at, 1), _join(talk, at, 2)
    cancel(actor=owner.user, session=booked)
    offer = Offer.objects.get()
    at(offer.expires_at)
    with pytest.raises(Conflict):
        waitlist.accept(actor=first.user, offer=offer)
    assert (offers.expire(), offers.expire()) == (1, 0)
    assert _asked() == [second.business]
    assert Waiting.objects.get(business=first.business).missed == 1


def test_after_its_end_the_time_may_be_gone(booked, talk, owner, at):
    _join(talk, at, 1)
    _join(talk, at, 2)
    cancel(actor=owner.user, session=booked)
    at(Offer.objects.get().expires_at)
    quick = MembershipFactory()
    session = book(actor=quick.user, service=talk, business=quick.business, starts_at=NINE)
    assert offers.expire() == 1
    assert _asked() == []
    assert Cell.objects.filter(holder=session.pk).count() == Cell.objects.count() == 2 * 4


def test_who_lets_two_offers_pass_leaves_the_line(booked, talk, owner, at):
    member = _join(talk, at, 1)
    Waiting.objects.update(missed=1)
    cancel(actor=owner.user, session=booked)
    at(Offer.objects.get().expires_at)
    offers.expire()
    assert Waiting.objects.get(business=member.business).state == "left"


def test_an_offer_leaves_time_for_the_notice_and_none_is_made_too_late(booked, talk, owner, at):
    _join(talk, at, 1)
    at(NINE - timedelta(hours=30))
    cancel(actor=owner.user, session=booked)
    assert Offer.objects.get().expires_at == NINE - timedelta(hours=24)
    again = MembershipFactory()
    at(NINE - timedelta(hours=24))
    late = book(actor=again.user, service=talk, business=again.business, starts_at=NINE)
    at(NINE - timedelta(hours=23))
    cancel(actor=again.user, session=late)
    assert Offer.objects.filter(starts_at=NINE).count() == 1


def test_moving_away_offers_the_old_time(booked, talk, owner, at):
    member = _join(talk, at, 1)
    reschedule(actor=owner.user, session=booked, starts_at=NINE + timedelta(days=1))
    assert _asked() == [member.business]
    assert Offer.objects.get().starts_at == NINE


def test_joining_twice_keeps_the_place_and_leaving_passes_the_offer_on(booked, talk, owner, at):
    first = _join(talk, at, 1)
    second = _join(talk, at, 2)
    at(NOW + timedelta(minutes=9))
    row = waitlist.join(actor=first.user, service=talk, business=first.business)
    assert row.joined_at == NOW + timedelta(minutes=1)
    cancel(actor=owner.user, session=booked)
    waitlist.leave(actor=first.user, waiting=row)
    assert _asked() == [second.business]
    with pytest.raises(NotAllowed):
        waitlist.leave(actor=first.user, waiting=Waiting.objects.get(business=second.business))


def test_who_has_one_coming_does_not_wait(booked, talk, owner):
    with pytest.raises(Conflict):
        waitlist.join(actor=owner.user, service=talk, business=owner.business)
    with pytest.raises(NotAllowed):
        waitlist.join(actor=MembershipFactory().user, service=talk, business=owner.business)


def test_a_product_is_asked_for_and_a_series_has_no_line(photo, talk, owner, mentor):
    with pytest.raises(DomainError) as error:
        waitlist.join(actor=owner.user, service=photo, business=owner.business)
    assert error.value.problems[0].code == "required"
    talk.series_length = 3
    with pytest.raises(DomainError) as error:
        waitlist.join(actor=owner.user, service=talk, business=owner.business)
    assert error.value.problems[0].code == "series"


def test_who_booked_meanwhile_is_passed_over(booked, talk, owner, at):
    first, second = _join(talk, at, 1), _join(talk, at, 2)
    at(NOW + timedelta(minutes=5))
    thursday = NINE + timedelta(days=1)
    book(actor=first.user, service=talk, business=first.business, starts_at=thursday)
    cancel(actor=owner.user, session=booked)
    assert _asked() == [second.business]


def test_who_is_busy_then_is_passed_over(booked, talk, photo, owner, at):
    busy, free = _join(talk, at, 1), _join(talk, at, 2)
    Cell.objects.create(resource=f"b{busy.business_id}", starts_at=NINE, holder="0" * 32)
    cancel(actor=owner.user, session=booked)
    assert _asked() == [free.business]
    assert Offer.objects.count() == 1

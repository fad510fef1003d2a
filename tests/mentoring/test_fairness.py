"""Quota, first-timers, notice: who may book how much, and what a cancellation costs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from mentoring.sessions import quota
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.finish import complete, no_show
from mentoring.sessions.models import FirstTimerDay, Quota, Session
from rumah.core.errors import Conflict
from tests.factories.businesses import MembershipFactory
from tests.mentoring.conftest import NOW

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
NEXT = NINE + timedelta(days=7)


@pytest.fixture
def rationed(talk, mentor):
    talk.quarter_quota = 1
    talk.save()
    return talk


def _book(member, service, start=NINE, **words):
    return book(actor=member.user, service=service, business=member.business, starts_at=start, **words)


def _code(error):
    return error.value.problems[0].code


def _used(member):
    return Quota.objects.get(business=member.business).used


def test_a_business_has_its_quota_and_others_theirs(owner, rationed, mentor, at):
    session = _book(owner, rationed)
    assert (session.quota_quarter, _used(owner)) == (date(2026, 1, 1), 1)
    at(NEXT - timedelta(days=2))
    complete(actor=mentor.user, session=session)
    with pytest.raises(Conflict) as error:
        _book(owner, rationed, NEXT)
    assert (_code(error), quota.left(business=owner.business, service=rationed, starts_at=NEXT)) == ("quota", 0)
    assert _book(MembershipFactory(), rationed, NEXT).quota_quarter == date(2026, 1, 1)
    april = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
    assert _book(owner, rationed, april).quota_quarter == date(2026, 4, 1)


def test_the_quarter_is_the_houses_not_the_servers(rationed):
    assert quota.quarter_of(datetime(2026, 3, 31, 16, 59, tzinfo=UTC)) == date(2026, 1, 1)
    assert quota.quarter_of(datetime(2026, 3, 31, 17, 0, tzinfo=UTC)) == date(2026, 4, 1)


def test_cancelling_in_time_gives_the_place_back_and_late_does_not(owner, rationed, at):
    session = cancel(actor=owner.user, session=_book(owner, rationed))
    assert (_used(owner), session.quota_quarter) == (0, None)
    again = _book(owner, rationed)
    at(NINE - timedelta(hours=23))
    late = cancel(actor=owner.user, session=again)
    assert (_used(owner), late.quota_quarter) == (1, date(2026, 1, 1))


def test_exactly_the_notice_is_in_time(owner, rationed, at):
    session = _book(owner, rationed)
    at(NINE - timedelta(hours=24))
    cancel(actor=owner.user, session=session)
    assert _used(owner) == 0


def test_the_house_never_costs_a_place_however_late(owner, rationed, mentor, at):
    session = _book(owner, rationed)
    at(NINE - timedelta(minutes=1))
    cancel(actor=mentor.user, session=session)
    assert _used(owner) == 0


def test_a_session_missed_costs_a_place(owner, rationed, mentor, at):
    session = _book(owner, rationed)
    at(NINE + timedelta(minutes=20))
    no_show(actor=mentor.user, session=session)
    assert _used(owner) == 1


def test_a_lowered_quota_is_kept_by_the_next_booking(owner, rationed):
    Quota.objects.create(business=owner.business, service=rationed, quarter=date(2026, 1, 1), used=2, allowed=3)
    with pytest.raises(Conflict) as error:
        _book(owner, rationed)
    assert _code(error) == "quota"
    rationed.quarter_quota = 0
    with pytest.raises(Conflict) as error:
        _book(MembershipFactory(), rationed)
    assert _code(error) == "quota"


def test_the_database_has_the_last_word_on_counters(owner, rationed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Quota.objects.create(business=owner.business, service=rationed, quarter=date(2026, 1, 1), used=2, allowed=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        FirstTimerDay.objects.create(service=rationed, date=date(2026, 3, 4), used=1, allowed=0)


def test_a_refused_booking_uses_nothing(owner, rationed):
    first = MembershipFactory()
    _book(first, rationed)
    with pytest.raises(Conflict) as error:
        _book(owner, rationed)
    assert (_code(error), Quota.objects.filter(business=owner.business).count()) == ("taken", 0)


@pytest.fixture
def shared(talk, mentor):
    """A mentor's day of eight hours, a service of one: eight places, half of them for first-timers."""
    talk.first_timer_share, talk.horizon = 50, 60
    talk.save()
    return talk


def _known(service, mentor):
    member = MembershipFactory()
    Session.objects.create(
        service=service, business=member.business, mentor=mentor, state="completed", created_at=NOW, changed_at=NOW,
        starts_at=NOW - timedelta(days=30), ends_at=NOW - timedelta(days=30) + timedelta(hours=1),
    )  # fmt: skip
    return member


def _hours(day):
    return [datetime(2026, 3, day, 1, 0, tzinfo=UTC) + timedelta(hours=number) for number in range(8)]


def test_half_the_day_is_kept_for_first_timers_until_72_hours_before(shared, mentor, at):
    hours = _hours(11)
    for start in hours[:4]:
        assert _book(_known(shared, mentor), shared, start).first_timer_day == date(2026, 3, 11)
    with pytest.raises(Conflict) as error:
        _book(_known(shared, mentor), shared, hours[4])
    assert _code(error) == "first_timers"
    assert _book(MembershipFactory(), shared, hours[4]).first_timer_day is None
    at(hours[5] - timedelta(hours=72))
    assert _book(_known(shared, mentor), shared, hours[5]).first_timer_day is None


def test_a_cancelled_place_of_a_known_business_is_theirs_again(shared, mentor):
    hours = _hours(11)
    rows = [_book(_known(shared, mentor), shared, start) for start in hours[:4]]
    cancelled = cancel(actor=rows[0].booked_by, session=rows[0])
    assert (cancelled.first_timer_day, FirstTimerDay.objects.get().used) == (None, 3)
    assert _book(_known(shared, mentor), shared, hours[0]).first_timer_day == date(2026, 3, 11)


def test_who_only_ever_cancelled_is_a_first_timer(shared, mentor):
    member = MembershipFactory()
    cancel(actor=member.user, session=_book(member, shared, _hours(11)[0]))
    assert _book(member, shared, _hours(11)[0]).first_timer_day is None


def test_booking_late_is_refused_by_the_notice(owner, talk, mentor, at):
    at(NINE - timedelta(hours=23, minutes=59))
    with pytest.raises(Conflict) as error:
        _book(owner, talk)
    assert _code(error) == "taken"
    talk.minimum_notice = 12
    talk.save()
    assert _book(owner, talk).starts_at == NINE

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mentoring.schedule import cells
from mentoring.schedule.models import Holiday, TimeOff
from mentoring.sessions.affected import affected, next_times
from mentoring.sessions.book import book
from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
WED = date(2026, 3, 4)


def _book(talk, mentor, starts_at):
    owner = MembershipFactory()
    return book(actor=owner.user, service=talk, business=owner.business, starts_at=starts_at, mentor=mentor)


def _times(hit):
    return [f"{clock.local(slot.starts_at):%d %H.%M}" for slot in hit.times]


def test_nothing_is_affected_while_the_calendar_stands(talk, mentor):
    _book(talk, mentor, NINE)
    assert affected() == affected(mentor) == affected(day=WED) == []


def test_a_holiday_hits_the_sessions_of_its_day_alone(talk, mentor):
    hit, other = _book(talk, mentor, NINE), _book(talk, mentor, NINE + timedelta(days=1))
    Holiday.objects.create(date=WED, name="Cuti bersama", kind=Holiday.Kind.JOINT_LEAVE)
    assert affected() == affected(day=WED) == [hit]
    assert affected(day=WED + timedelta(days=1)) == []
    Holiday.objects.create(date=date(2026, 3, 5), name="Tutup", kind=Holiday.Kind.HOUSE)
    assert affected() == [hit, other]
    Holiday.objects.update(is_closed=False)
    assert affected() == []


def test_time_off_hits_what_it_touches_and_only_that_mentor(talk, mentor):
    two = MentorFactory(skills=[talk])
    hit, spared, _other = (
        _book(talk, mentor, NINE),
        _book(talk, mentor, NINE + timedelta(hours=1)),
        _book(talk, two, NINE),
    )
    TimeOff.objects.create(mentor=mentor, date=WED, start=time(8), end=time(9, 15))
    assert affected() == affected(mentor) == [hit]
    assert affected(two) == []
    TimeOff.objects.create(mentor=mentor, date=WED)
    assert affected(mentor) == [hit, spared]


def test_hours_taken_from_the_week_hit_too(talk, mentor):
    hit = _book(talk, mentor, NINE)
    mentor.weekly_hours.all().delete()
    assert affected() == [hit]


def test_next_times_are_the_own_mentors_first_and_leave_out_what_the_business_has(talk, photo, mentor):
    two = MentorFactory(skills=[talk])
    session = _book(talk, mentor, NINE)
    TimeOff.objects.create(mentor=mentor, date=WED)
    (hit,) = next_times(affected())
    # The other mentor could take it on Wednesday; the own one, and a later time, come first.
    assert _times(hit) == ["05 08.00", "05 08.30", "05 09.00"]
    assert {mentor.pk in slot.mentor_ids for slot in hit.times} == {True}
    cells.claim(
        resources=[cells.business_resource(session.business_id)], holder="0" * 32,
        starts_at=datetime(2026, 3, 5, 1, tzinfo=UTC), ends_at=datetime(2026, 3, 5, 2, tzinfo=UTC),
    )  # fmt: skip
    (hit,) = next_times(affected())
    assert _times(hit) == ["05 09.00", "05 09.30", "05 10.00"]
    mentor.paused_from = date(2026, 3, 1)
    mentor.save()
    (hit,) = next_times(affected())
    assert {slot.mentor_ids for slot in hit.times} == {(two.pk,)}
    assert _times(hit) == ["04 10.00", "04 10.30", "04 11.00"]


def test_queries_do_not_grow_with_the_sessions(talk, mentor, django_assert_num_queries):
    def _count():
        # Four for what is hit; one for the businesses' own time and three for the free times of the one service.
        with django_assert_num_queries(8):
            return len(next_times(affected()))

    Holiday.objects.create(date=date(2026, 3, 6), name="Libur", kind="public", is_closed=False)
    for hour in range(4):
        _book(talk, mentor, datetime(2026, 3, 6, 1 + hour, tzinfo=UTC))
        Holiday.objects.update(is_closed=True)
        assert _count() == hour + 1
        Holiday.objects.update(is_closed=False)

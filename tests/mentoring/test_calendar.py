"""Exceptions, pauses, caps, places, languages and series: what takes a slot away and what brings it back."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest

from mentoring.schedule import caps, cells
from mentoring.schedule.calendar import Wish
from mentoring.schedule.hours import WHOLE_DAY, without
from mentoring.schedule.models import ExtraHours, Holiday, PickedDate, TimeOff
from mentoring.schedule.slots import slots
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.factories.mentoring import MentorFactory, RoomFactory, ServiceFactory

pytestmark = pytest.mark.django_db
WED = date(2026, 3, 4)
SATURDAY = date(2026, 3, 7)


def _starts(service, day=WED, **wish):
    found = slots(service=service, first=day, last=day, wish=Wish(**wish))
    return [f"{clock.local(slot.starts_at):%H.%M}" for slot in found]


def _days(service, first, count):
    found = slots(service=service, first=first, last=first + timedelta(days=count - 1))
    return sorted({clock.local(slot.starts_at).date() for slot in found})


def _hold(mentor, day, hour, minutes=60):
    start = datetime(day.year, day.month, day.day, hour - 7, tzinfo=UTC)
    holder = uuid.uuid4()
    ends = start + timedelta(minutes=minutes)
    cells.claim(resources=[cells.mentor_resource(mentor.pk)], starts_at=start, ends_at=ends, holder=holder)
    return start, ends


def test_extra_hours_win_over_holiday_pause_and_empty_days(talk):
    mentor = MentorFactory(skills=[talk], paused_from=date(2026, 3, 1))
    Holiday.objects.create(date=WED, name="Nyepi", kind=Holiday.Kind.PUBLIC)
    assert _starts(talk) == _starts(talk, SATURDAY) == []
    for day in (WED, SATURDAY):
        ExtraHours.objects.create(mentor=mentor, date=day, start=time(9), end=time(11))
        assert _starts(talk, day) == ["09.00", "09.30", "10.00"]


def test_time_off_and_a_house_that_is_shut_win_over_extra_hours(talk):
    mentor = MentorFactory(skills=[talk])
    ExtraHours.objects.create(mentor=mentor, date=SATURDAY, start=time(9), end=time(12))
    TimeOff.objects.create(mentor=mentor, date=SATURDAY, start=time(9), end=time(10))
    assert _starts(talk, SATURDAY) == ["10.00", "10.30", "11.00"]
    Holiday.objects.create(date=SATURDAY, name="Listrik padam", kind=Holiday.Kind.HOUSE)
    assert _starts(talk, SATURDAY) == []


def test_a_pause_takes_its_days_on_the_mentors_clock_and_no_others(talk):
    MentorFactory(skills=[talk], paused_from=WED, paused_until=date(2026, 3, 5))
    assert _days(talk, date(2026, 3, 3), 5) == [date(2026, 3, 3), date(2026, 3, 6)]


def test_a_pause_without_an_end_lasts(talk):
    mentor = MentorFactory(skills=[talk], paused_from=WED)
    PickedDate.objects.create(mentor=mentor, date=SATURDAY, start=time(9), end=time(12))
    assert _days(talk, date(2026, 3, 3), 50) == [date(2026, 3, 3)]


def test_a_mentor_at_the_daily_cap_has_no_more_slots_that_day(talk):
    mentor = MentorFactory(skills=[talk], daily_cap=2)
    _hold(mentor, WED, 8)
    assert "10.00" in _starts(talk)
    _hold(mentor, WED, 13)
    assert _starts(talk) == []
    assert "10.00" in _starts(talk, date(2026, 3, 5))


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_a_mentor_at_the_weekly_cap_has_no_slots_in_that_week(talk, zone):
    mentor = MentorFactory(skills=[talk], weekly_cap=2, zone=zone)
    monday = date(2026, 3, 9)
    for day in (0, 4):
        _hold(mentor, monday + timedelta(days=day), 12)
    offered = _days(talk, date(2026, 3, 6), 12)
    assert [day for day in offered if monday <= day <= monday + timedelta(days=6)] == []
    assert {date(2026, 3, 6), date(2026, 3, 16)} <= set(offered)


def test_a_cap_costs_one_query_and_none_costs_none(talk, django_assert_num_queries):
    mentor = MentorFactory(skills=[talk])
    with django_assert_num_queries(3):
        _starts(talk)
    mentor.daily_cap = 3
    mentor.save()
    with django_assert_num_queries(4):
        _starts(talk)


def test_a_hold_that_ran_out_counts_no_more(talk):
    mentor = MentorFactory(skills=[talk], daily_cap=1)
    start, ends = datetime(2026, 3, 4, 1, tzinfo=UTC), datetime(2026, 3, 4, 2, tzinfo=UTC)
    cells.claim(
        resources=[cells.mentor_resource(mentor.pk)], starts_at=start, ends_at=ends, holder=uuid.uuid4(),
        expires_at=clock.now() + timedelta(minutes=5),
    )  # fmt: skip
    assert _starts(talk) == []
    mentor.pk and cells.Cell.objects.update(expires_at=clock.now())
    assert _starts(talk)[0] == "08.00"


def test_what_is_claimed_beyond_the_cap_is_refused(talk):
    mentor = MentorFactory(skills=[talk], daily_cap=1, weekly_cap=2)
    caps.keep(mentor=mentor.pk, **dict(zip(("starts_at", "ends_at"), _hold(mentor, WED, 8), strict=True)))
    second = _hold(mentor, WED, 13)
    with pytest.raises(Conflict) as refused:
        caps.keep(mentor=mentor.pk, starts_at=second[0], ends_at=second[1])
    assert refused.value.problems[0].code == "full"
    # Wednesday holds two by now: the week is over its cap too, on whichever day one looks.
    friday = _hold(mentor, date(2026, 3, 6), 9)
    with pytest.raises(Conflict):
        caps.keep(mentor=mentor.pk, starts_at=friday[0], ends_at=friday[1])
    monday = _hold(mentor, date(2026, 3, 9), 9)
    caps.keep(mentor=mentor.pk, starts_at=monday[0], ends_at=monday[1])


def test_a_visit_needs_a_mentor_who_serves_the_kecamatan_and_no_room(photo):
    photo.also_visit = True
    photo.save()
    near, everywhere = MentorFactory(skills=[photo], districts=["35.10.16"]), MentorFactory(skills=[photo])
    RoomFactory(kind="desk")

    def who(**wish):
        found = slots(service=photo, first=WED, last=WED, wish=Wish(**wish))
        return {pk for slot in found for pk in slot.mentor_ids}, {pk for slot in found for pk in slot.room_ids}

    assert who(place="visit", district="35.10.16") == ({near.pk, everywhere.pk}, set())
    assert who(place="visit", district="35.10.01") == ({everywhere.pk}, set())
    assert who(place="visit") == ({near.pk, everywhere.pk}, set())
    people, rooms = who(district="35.10.01")
    assert (people, len(rooms)) == ({near.pk, everywhere.pk}, 1)
    assert who(place="online") == (set(), set())


def test_a_language_narrows_the_mentors(talk):
    one, two = MentorFactory(skills=[talk], languages=["id", "osi"]), MentorFactory(skills=[talk], languages=["id"])
    found = slots(service=talk, first=WED, last=WED, wish=Wish(language="osi"))
    assert {slot.mentor_ids for slot in found} == {(one.pk,)}
    found = slots(service=talk, first=WED, last=WED, wish=Wish(language="id"))
    assert {slot.mentor_ids for slot in found} == {(one.pk, two.pk)}
    assert slots(service=talk, first=WED, last=WED, wish=Wish(language="ban")) == []


def test_a_series_is_offered_where_all_its_sessions_fit():
    course = ServiceFactory(duration=60, for_product=False, series_length=3, series_rhythm=7)
    mentor = MentorFactory(skills=[course])
    assert len(_starts(course)) == 15
    TimeOff.objects.create(mentor=mentor, date=WED + timedelta(days=14), start=time(8), end=time(15))
    assert _starts(course) == ["15.00"]
    assert len(_starts(course, single=True)) == 15
    Holiday.objects.create(date=WED + timedelta(days=7), name="Nyepi", kind="public")
    assert _starts(course) == []


def test_a_series_needs_a_room_each_time_but_not_the_same():
    course = ServiceFactory(duration=60, for_product=False, series_length=2, series_rhythm=7, room_kind="studio")
    MentorFactory(skills=[course])
    rooms = [RoomFactory(), RoomFactory()]
    for number, room in enumerate(rooms):
        start = datetime(2026, 3, 4 + 7 * number, 1, tzinfo=UTC)
        cells.claim(
            resources=[cells.room_resource(room.pk)], starts_at=start, ends_at=start + timedelta(hours=8),
            holder=uuid.uuid4(),
        )  # fmt: skip
    assert len(_starts(course)) == 15
    cells.claim(
        resources=[cells.room_resource(rooms[0].pk)], starts_at=datetime(2026, 3, 11, 1, tzinfo=UTC),
        ends_at=datetime(2026, 3, 11, 9, tzinfo=UTC), holder=uuid.uuid4(),
    )  # fmt: skip
    assert _starts(course) == []


def test_a_service_for_groups_has_no_slots_of_its_own(talk, mentor, django_assert_num_queries):
    talk.seats = 12
    with django_assert_num_queries(0):
        assert _starts(talk) == []


def test_cutting_hours_leaves_what_lies_outside():
    morning, noon, evening = (time(8), time(12)), (time(11), time(13)), (time(18), time(20))
    assert without([morning], [noon]) == [(time(8), time(11))]
    assert without([WHOLE_DAY], [morning, evening]) == [
        (time(0), time(8)), (time(12), time(18)), (time(20), time(23, 59)),
    ]  # fmt: skip
    assert without([noon], [(time(10), time(14))]) == []
    assert without([], [noon]) == []

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from mentoring.schedule import calendar, cells
from mentoring.schedule.models import Cell, Holiday, PickedDate, TimeOff, WeeklyHours
from mentoring.schedule.slots import Day, days, slots
from mentoring.services.models import Room
from rumah.core import clock
from tests.factories.mentoring import MentorFactory, RoomFactory

pytestmark = pytest.mark.django_db
WED = date(2026, 3, 4)
ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]


def _starts(service, day=WED, zone="Asia/Jakarta", **kwargs):
    found = slots(service=service, first=day, last=day, **kwargs)
    return [f"{slot.starts_at.astimezone(ZoneInfo(zone)):%H.%M}" for slot in found]


@pytest.mark.parametrize("zone", ZONES)
def test_hours_are_on_the_mentors_clock(talk, zone):
    MentorFactory(skills=[talk], zone=zone)
    assert _starts(talk, zone=zone)[0] == "08.00"
    assert _starts(talk, zone=zone)[-1] == "15.00"
    assert len(_starts(talk)) == 15


def test_buffers_lie_within_the_hours_and_off_the_cells(photo, mentor):
    # 08.00 to 16.00 with a quarter before and after 90 minutes.
    assert (_starts(photo)[0], _starts(photo)[-1]) == ("08.30", "14.00")
    noon = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
    Cell.objects.create(resource=cells.mentor_resource(mentor.pk), starts_at=noon, holder="0" * 32)
    # 12.00 to 12.15 is taken: the last one before it ends at 11.30 at the latest, the next begins after 12.30.
    assert [start for start in _starts(photo) if "10.00" <= start <= "13.00"] == ["10.00", "12.30", "13.00"]


@pytest.mark.parametrize("zone", ZONES)
def test_a_holiday_is_the_mentors_local_date(talk, zone):
    mentor = MentorFactory(skills=[talk], zone=zone, hours=False)
    for weekday in range(7):
        WeeklyHours.objects.create(mentor=mentor, weekday=weekday, start=time(0), end=time(23, 59))
    Holiday.objects.create(date=WED, name="Libur", kind="public")
    around = slots(service=talk, first=WED - timedelta(days=1), last=WED + timedelta(days=1))
    local = {slot.starts_at.astimezone(ZoneInfo(zone)).date() for slot in around}
    assert WED not in local
    assert {WED - timedelta(days=1), WED + timedelta(days=1)} <= local
    Holiday.objects.update(is_closed=False)
    assert _starts(talk)


def test_notice_and_horizon_are_kept(talk, mentor):
    # Now is Monday 08.00 WIB and the notice is a day: Tuesday begins at 08.00 sharp.
    tuesday = date(2026, 3, 3)
    assert _starts(talk, date(2026, 3, 2)) == []
    assert _starts(talk, tuesday)[0] == "08.00"
    talk.minimum_notice = 25
    assert _starts(talk, tuesday)[0] == "09.00"
    talk.horizon = 1
    assert (len(_starts(talk, tuesday)), _starts(talk, WED)) == (13, [])


def test_picked_dates_count_as_much_as_the_week_and_time_off_wins(talk):
    mentor = MentorFactory(skills=[talk], hours=False)
    saturday = date(2026, 3, 7)
    assert _starts(talk, saturday) == []
    PickedDate.objects.create(mentor=mentor, date=saturday, start=time(9), end=time(12))
    assert _starts(talk, saturday) == ["09.00", "09.30", "10.00", "10.30", "11.00"]
    off = TimeOff.objects.create(mentor=mentor, date=saturday, start=time(9), end=time(10, 15))
    assert _starts(talk, saturday) == ["10.30", "11.00"]
    off.start = off.end = None
    off.save()
    assert _starts(talk, saturday) == []


def test_a_quarter_that_is_only_partly_worked_is_none(talk, mentor):
    # Hours count in whole quarters; time off takes every quarter it touches.
    TimeOff.objects.create(mentor=mentor, date=WED, start=time(9, 10), end=time(10, 35))
    assert _starts(talk)[:3] == ["08.00", "11.00", "11.30"]
    mentor.weekly_hours.filter(weekday=2).update(start=time(10, 50), end=time(12, 55))
    assert _starts(talk) == ["11.00", "11.30"]


def test_a_room_of_the_kind_must_be_free(photo, mentor):
    room = Room.objects.get()
    cells.claim(
        resources=[cells.room_resource(room.pk)], holder="0" * 32,
        starts_at=datetime(2026, 3, 4, 1, 0, tzinfo=UTC), ends_at=datetime(2026, 3, 4, 9, 0, tzinfo=UTC),
    )  # fmt: skip
    assert _starts(photo) == []
    RoomFactory(kind="desk")
    assert _starts(photo) == []
    RoomFactory(is_active=False)
    assert _starts(photo) == []
    second = RoomFactory()
    assert {slot.room_ids for slot in slots(service=photo, first=WED, last=WED)} == {(second.pk,)}


def test_only_active_mentors_with_the_skill_count(talk, photo):
    MentorFactory(skills=[photo])
    MentorFactory(skills=[talk], is_active=False)
    assert _starts(talk) == []
    one, two = MentorFactory(skills=[talk]), MentorFactory(skills=[talk])
    assert slots(service=talk, first=WED, last=WED)[0].mentor_ids == (one.pk, two.pk)
    assert slots(service=talk, first=WED, last=WED, mentor=two)[0].mentor_ids == (two.pk,)


def test_day_counts_say_what_the_slots_say(photo, mentor):
    first, last = WED - timedelta(days=2), WED + timedelta(days=30)
    counted = days(service=photo, first=first, last=last)
    listed = [clock.local(slot.starts_at).date() for slot in slots(service=photo, first=first, last=last)]
    assert counted == [Day(day, listed.count(day)) for day in sorted(set(listed))]


def test_four_queries_whatever_there_is(photo, django_assert_num_queries):
    for _each in range(5):
        MentorFactory(skills=[photo])
    with django_assert_num_queries(4):
        slots(service=photo, first=WED, last=WED + timedelta(days=60))


def test_fifty_mentors_over_sixty_days_cost_the_queries_of_one(photo, mentor, django_assert_num_queries):
    window = {"first": WED, "last": WED + timedelta(days=60)}
    with django_assert_num_queries(4):
        alone = slots(service=photo, **window)
    for _each in range(49):
        MentorFactory(skills=[photo])
    with django_assert_num_queries(4):
        together = slots(service=photo, **window)
    # How fast that is, the benchmark tells: a test with a stopwatch fails on a busy machine.
    assert [slot.starts_at for slot in together] == [slot.starts_at for slot in alone]
    assert {len(slot.mentor_ids) for slot in together} == {50}
    assert len(together) > 500


def test_a_window_in_the_past_or_past_the_horizon_is_empty_without_a_query(talk, mentor, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert calendar.read(service=talk, first=date(2020, 1, 1), last=date(2020, 2, 1)).mentors == {}
        assert slots(service=talk, first=date(2030, 1, 1), last=date(2030, 2, 1)) == []

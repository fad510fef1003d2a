"""Drawn calendars: exactly what is free is offered, nothing offered overlaps anything busy, all of it can be booked."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring.schedule import cells
from mentoring.schedule.models import Cell, ExtraHours, Holiday, PickedDate, TimeOff, WeeklyHours
from mentoring.schedule.slots import slots
from mentoring.services.models import Mentor, Room, Service
from mentoring.sessions.book import book
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory, RoomFactory, ServiceFactory

pytestmark = pytest.mark.django_db
ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
MONDAY = date(2026, 3, 9)
BASE = datetime(2026, 3, 8, 17, tzinfo=UTC)  # Monday 00.00 WIB
LOOSE = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))

_hours = st.tuples(st.integers(0, 94), st.integers(1, 40)).map(lambda pair: (pair[0], min(pair[0] + pair[1], 95)))


def _rows(most):
    return st.lists(st.tuples(st.integers(0, 6), _hours), max_size=most, unique_by=lambda row: (row[0], row[1][0]))


@dataclass
class Drawn:
    """A week of one mentor: days are 0 to 6 from MONDAY, hours are quarters of the day on their own clock."""

    zone: str
    weekly: list = field(default_factory=list)
    picked: list = field(default_factory=list)
    extra: list = field(default_factory=list)
    off: list = field(default_factory=list)
    declared: int = 9
    shut: int = 9
    pause: tuple = (9, 9)
    daily_cap: int | None = None
    # Quarters from BASE that one holder has each, a session of an hour.
    taken: list = field(default_factory=list)

    def write(self, service):
        """Write the mentor."""
        first, last = self.pause
        paused = {"paused_from": _day(first), "paused_until": _day(last)} if first < 7 else {}
        mentor = MentorFactory(skills=[service], zone=self.zone, hours=False, daily_cap=self.daily_cap, **paused)
        WeeklyHours.objects.bulk_create(
            WeeklyHours(mentor=mentor, weekday=day, start=_clock(a), end=_clock(b)) for day, (a, b) in self.weekly
        )
        for model, rows in ((PickedDate, self.picked), (ExtraHours, self.extra), (TimeOff, self.off)):
            model.objects.bulk_create(
                model(mentor=mentor, date=_day(day), start=_clock(a), end=_clock(b)) for day, (a, b) in rows
            )
        for quarter in self.taken:
            start = BASE + quarter * cells.QUARTER
            cells.free_claim(
                resources=[cells.mentor_resource(mentor.pk)], holder=uuid.uuid4(), starts_at=start,
                ends_at=start + timedelta(hours=1),
            )  # fmt: skip
        return mentor

    def works(self, moment):
        """Say the rule again, one quarter at a time, on the mentor's wall clock."""
        local = moment.astimezone(ZoneInfo(self.zone))
        at, day = local.hour * 4 + local.minute // 15, (local.date() - MONDAY).days
        there = any(d == local.weekday() and a <= at < b for d, (a, b) in self.weekly) or _in(self.picked, day, at)
        there = there and day != self.declared and not self.pause[0] <= day <= self.pause[1]
        return (there or _in(self.extra, day, at)) and not _in(self.off, day, at) and day != self.shut

    def busy(self):
        """Return the quarters that are taken, as they stand in the table, and the holders of each local day."""
        rows = Cell.objects.filter(resource__startswith="m").values_list("starts_at", "holder")
        firsts = {}
        for moment, holder in sorted(rows):
            firsts.setdefault(holder, moment.astimezone(ZoneInfo(self.zone)).date())
        held = list(firsts.values())
        return {moment for moment, _holder in rows}, {day: held.count(day) for day in held}


def _day(number):
    return MONDAY + timedelta(days=number)


def _clock(quarter):
    return time(quarter // 4, quarter % 4 * 15)


def _in(rows, day, at):
    return any(d == day and a <= at < b for d, (a, b) in rows)


def _clear():
    for model in (Cell, Holiday, Mentor, Service, Room):
        model.objects.all().delete()


_drawn = st.builds(
    Drawn,
    zone=st.sampled_from(ZONES), weekly=_rows(6), picked=_rows(3), extra=_rows(2), off=_rows(3),
    declared=st.integers(0, 9), shut=st.integers(5, 9),
    pause=st.tuples(st.integers(0, 12), st.integers(0, 3)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    daily_cap=st.sampled_from([None, None, 1, 2]),
    taken=st.lists(st.integers(0, 7 * 96 - 4), max_size=8),
)  # fmt: skip
_shape = st.tuples(*[st.sampled_from([0, 15, 30])] * 2, st.sampled_from([15, 45, 60, 90, 120]))


@given(drawn=_drawn, shape=_shape)
@LOOSE
def test_exactly_what_is_free_is_offered(drawn, shape):
    _clear()
    before, after, duration = shape
    service = ServiceFactory(buffer_before=before, buffer_after=after, duration=duration, for_product=False)
    drawn.write(service)
    Holiday.objects.create(date=_day(drawn.declared), name="Libur", kind="public")
    Holiday.objects.create(date=_day(drawn.shut), name="Tutup", kind="house")
    taken, held = drawn.busy()

    def free(quarter):
        full = drawn.daily_cap is not None and held.get(
            quarter.astimezone(ZoneInfo(drawn.zone)).date(), 0
        ) >= drawn.daily_cap  # fmt: skip
        return drawn.works(quarter) and quarter not in taken and not full

    expected = []
    for number in range(7 * 48):
        start = BASE + number * 2 * cells.QUARTER
        stretch = cells.quarters(start - timedelta(minutes=before), start + timedelta(minutes=duration + after))
        if all(free(quarter) for quarter in stretch):
            expected.append(start)
    offered = slots(service=service, first=MONDAY, last=_day(6))
    assert [slot.starts_at for slot in offered] == expected


@given(
    people=st.lists(_drawn, min_size=1, max_size=3), shape=_shape, rooms=st.integers(0, 2), length=st.integers(1, 2),
    picks=st.lists(st.integers(0, 400), min_size=3, max_size=3),
)  # fmt: skip
@settings(LOOSE, max_examples=12)
def test_every_offered_slot_can_be_booked_and_overlaps_nothing(people, shape, rooms, length, picks):
    _clear()
    before, after, duration = shape
    service = ServiceFactory(
        buffer_before=before, buffer_after=after, duration=duration, for_product=False,
        room_kind="studio" if rooms else "", series_length=length, series_rhythm=7,
    )  # fmt: skip
    for _each in range(rooms):
        RoomFactory()
    for drawn in people:
        drawn.write(service)
    Holiday.objects.create(date=_day(people[0].declared), name="Libur", kind="public")
    offered = slots(service=service, first=MONDAY, last=_day(6))
    owner = MembershipFactory()
    for slot in {offered[pick % len(offered)] for pick in picks if offered}:
        taken = set(Cell.objects.values_list("resource", "starts_at"))
        with transaction.atomic():
            first = book(actor=owner.user, service=service, business=owner.business, starts_at=slot.starts_at)
            assert (first.starts_at, first.mentor_id in slot.mentor_ids) == (slot.starts_at, True)
            assert first.room_id in slot.room_ids if rooms else first.room_id is None
            rows = owner.business.sessions.all()
            assert len(rows) == length
            quarters = (before + duration + after) // 15
            new = set(Cell.objects.values_list("resource", "starts_at")) - taken
            # Mentor, business and room have every quarter of preparation, session and pause, and had none before.
            assert len(new) == length * quarters * (3 if rooms else 2)
            transaction.set_rollback(True)

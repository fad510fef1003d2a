"""Which times can be booked.

A slot is where a mentor with the skill works (`working`) and is not at their cap, where nothing is taken, a room is
free if the service needs one, after the minimum notice and within the horizon. Slots begin on the full and the half
hour: quarters would double every list and leave gaps that fit nobody, and steps of the service's own length would
give times such as 09.45 that nobody keeps in mind.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mentoring.schedule import calendar, masks
from mentoring.schedule.calendar import ANY, Calendar, Wish
from mentoring.services.models import Mentor, Service


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that can be booked (UTC), with the mentors who are free then and the rooms that are."""

    starts_at: datetime
    ends_at: datetime
    mentor_ids: tuple[int, ...]
    room_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A date on the house's clock and how many times it offers."""

    date: date
    count: int


def slots(*, service: Service, first: date, last: date, mentor: Mentor | None = None, wish: Wish = ANY) -> list[Slot]:
    """Return the slots on the house's dates `first` to `last`, both included, earliest first. Four or five queries."""
    plan = calendar.read(service=service, first=first, last=last, mentor=mentor.pk if mentor else None, wish=wish)
    rooms = dict(masks.columns(plan.rooms, plan.allowed))
    length = timedelta(minutes=service.duration)
    found = []
    for number, free in masks.columns(plan.mentors, plan.allowed):
        starts = masks.to_moment(plan.base + number)
        found.append(Slot(starts, starts + length, free, rooms.get(number, ())))
    return found


def starts(*, service: Service, first: date, last: date, mentor: int | None = None) -> list[int]:
    """Return only when the slots begin, in quarter-hours since 1970 (UTC), earliest first; far cheaper than slots."""
    plan = calendar.read(service=service, first=first, last=last, mentor=mentor)
    return [plan.base + number for number in masks.bits(plan.starts())]


def days(*, service: Service, first: date, last: date, mentor: Mentor | None = None, wish: Wish = ANY) -> list[Day]:
    """Return the dates that offer something, with the number of times each; far cheaper than the slots."""
    plan = calendar.read(service=service, first=first, last=last, mentor=mentor.pk if mentor else None, wish=wish)
    return days_of(plan, first=first, last=last)


def days_of(plan: Calendar, *, first: date, last: date) -> list[Day]:
    """Return the same of a calendar that has been read. No query."""
    some, offset = plan.starts(), masks.offset_of(calendar.HOUSE)
    found = []
    day = first
    while some and day <= last:
        begins = masks.midnight(day, offset) - plan.base
        count = (some & masks.stretch(begins, begins + masks.DAY)).bit_count()
        if count:
            found.append(Day(day, count))
        day += timedelta(days=1)
    return found


def starts_of(plan: Calendar, day: date) -> list[datetime]:
    """Return when the slots of one date of the house begin (UTC), of a calendar that has been read. No query."""
    begins = masks.midnight(day, masks.offset_of(calendar.HOUSE)) - plan.base
    if begins < 0:
        return []
    # Shifted down, so that a day far ahead in somebody's address makes no number of millions of bits.
    today = plan.starts() >> begins & masks.stretch(0, masks.DAY)
    return [masks.to_moment(plan.base + begins + number) for number in masks.bits(today)]

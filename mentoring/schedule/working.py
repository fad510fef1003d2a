"""When mentors work, bookings left aside: hours of the week and picked dates, holidays, pauses, and exceptions.

What wins over what: weekly hours and picked dates are of equal rank; a closed holiday or a pause takes them away;
extra hours win over both; time off and a day on which the house itself is closed win over everything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from django.db.models import QuerySet, Value

from mentoring.schedule import masks
from mentoring.schedule.models import ExtraHours, Holiday, PickedDate, TimeOff, WeeklyHours
from mentoring.services.models import Mentor

PICKED, EXTRA, OFF = range(3)
Row = tuple[date, time | None, time | None, int]
_FIELDS = ("pk", "zone", "paused_from", "paused_until", "weekly_cap", "daily_cap")


@dataclass(frozen=True, slots=True)
class Worker:
    """What the calendar must know of a mentor. `offset` is how many quarters their clock is ahead of UTC."""

    pk: int
    offset: int
    paused_from: date | None
    paused_until: date | None
    weekly_cap: int | None
    daily_cap: int | None


@dataclass(frozen=True, slots=True)
class Window:
    """Dates, both included, on every clock, and the bits they have: `size` of them from quarter `base` on."""

    first: date
    last: date
    base: int
    size: int


def workers(mentors: QuerySet[Mentor]) -> list[Worker]:
    """Return the mentors as the calendar reads them, by key. One query."""
    rows = mentors.order_by("pk").values_list(*_FIELDS)
    return [Worker(pk, masks.offset_of(ZoneInfo(zone)), *rest) for pk, zone, *rest in rows]


def hours(people: Iterable[Worker], window: Window) -> dict[int, int]:
    """Return when each works, as masks. Three queries."""
    known = {worker.pk: worker for worker in people}
    closed, shut = _holidays(window)
    weekly, dated = _weekly(known, window), _dated(known, window)
    found = {}
    for pk, worker in known.items():
        rows = dated.get(pk, ())
        free = _weeks(weekly.get(pk, {}), worker.offset, window) | _stretches(rows, PICKED, worker.offset, window)
        free &= ~(_days(closed, worker.offset, window) | _pause(worker, window))
        free |= _stretches(rows, EXTRA, worker.offset, window)
        found[pk] = free & ~(_stretches(rows, OFF, worker.offset, window) | _days(shut, worker.offset, window))
    return found


def _holidays(window: Window) -> tuple[list[date], list[date]]:
    """Return the dates the state closes, and those on which the house itself is shut."""
    rows = Holiday.objects.filter(is_closed=True, date__range=(window.first, window.last)).values_list("date", "kind")
    closed: list[date] = []
    shut: list[date] = []
    for day, kind in rows.order_by():
        (shut if kind == Holiday.Kind.HOUSE else closed).append(day)
    return closed, shut


def _weekly(known: Mapping[int, Worker], window: Window) -> dict[int, dict[int, list[tuple[int, int]]]]:
    days = min((window.last - window.first).days + 1, 7)
    weekdays = {(window.first.weekday() + number) % 7 for number in range(days)}
    rows = WeeklyHours.objects.filter(mentor__in=known, weekday__in=weekdays)
    found: dict[int, dict[int, list[tuple[int, int]]]] = {}
    for pk, weekday, start, end in rows.values_list("mentor_id", "weekday", "start", "end"):
        found.setdefault(pk, {}).setdefault(weekday, []).append(masks.inside(start, end))
    return found


def _dated(known: Mapping[int, Worker], window: Window) -> dict[int, list[Row]]:
    """Return picked dates, extra hours and time off by mentor, in one query; the last value says which it is."""
    only = {"mentor__in": known, "date__range": (window.first, window.last)}
    picked, extra, off = (
        model.objects.filter(**only)
        .annotate(sort=Value(sort))
        .order_by()
        .values_list("mentor_id", "date", "start", "end", "sort")
        for model, sort in ((PickedDate, PICKED), (ExtraHours, EXTRA), (TimeOff, OFF))
    )
    rows: dict[int, list[Row]] = {}
    for pk, day, start, end, sort in picked.union(extra, off, all=True):
        rows.setdefault(pk, []).append((day, start, end, sort))
    return rows


def _weeks(hours: Mapping[int, list[tuple[int, int]]], offset: int, window: Window) -> int:
    week, days = 0, (window.last - window.first).days + 1
    for weekday, stretches in hours.items():
        begins = (weekday - window.first.weekday()) % 7 * masks.DAY
        for start, end in stretches:
            week |= masks.stretch(begins + start, begins + end)
    # The first week's mask, again and again: one multiplication instead of a walk over every day.
    whole = week * masks.every(7 * masks.DAY, -(-days // 7)) & masks.stretch(0, days * masks.DAY)
    begins = masks.midnight(window.first, offset) - window.base
    return whole << begins if begins >= 0 else whole >> -begins


def _stretches(rows: Iterable[Row], wanted: int, offset: int, window: Window) -> int:
    mask = 0
    for day, start, end, sort in rows:
        if sort == wanted:
            begins = masks.midnight(day, offset) - window.base
            # Time there counts only in whole quarters, time away takes every quarter it touches.
            quarters = masks.around if sort == OFF else masks.inside
            first, last = quarters(start, end) if start and end else (0, masks.DAY)
            mask |= masks.stretch(begins + first, begins + last)
    return mask


def _days(days: Iterable[date], offset: int, window: Window) -> int:
    """Return whole days on the mentor's clock: a holiday is their local day, not the server's."""
    mask = 0
    for day in days:
        begins = masks.midnight(day, offset) - window.base
        mask |= masks.stretch(begins, begins + masks.DAY)
    return mask


def _pause(worker: Worker, window: Window) -> int:
    if worker.paused_from is None:
        return 0
    first, last = max(worker.paused_from, window.first), min(worker.paused_until or window.last, window.last)
    begins = masks.midnight(first, worker.offset) - window.base
    return masks.stretch(begins, begins + max((last - first).days + 1, 0) * masks.DAY)

"""When mentors work, bookings left aside: hours of the week and picked dates, holidays, pauses, and exceptions.

What wins over what: weekly hours and picked dates are of equal rank; a closed holiday or a pause takes them away;
extra hours win over both; time off and a day on which the house itself is closed win over everything.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet

from mentoring.schedule import masks
from mentoring.schedule.models import ExtraHours, Holiday, PickedDate, TimeOff, WeeklyHours
from mentoring.services.models import Mentor

PICKED, EXTRA, OFF, CLOSED, SHUT = range(5)
WEEK = 10
# The last column is the sort above, 10 and the weekday for the week; a holiday is under mentor 0.
_HOURS = """
SELECT mentor_id, date, start, "end", 0 FROM {picked} WHERE mentor_id IN ({mentors}) AND date BETWEEN %s AND %s
UNION ALL
SELECT mentor_id, date, start, "end", 1 FROM {extra} WHERE mentor_id IN ({mentors}) AND date BETWEEN %s AND %s
UNION ALL
SELECT mentor_id, date, start, "end", 2 FROM {off} WHERE mentor_id IN ({mentors}) AND date BETWEEN %s AND %s
UNION ALL
SELECT mentor_id, CAST(NULL AS date), start, "end", weekday + 10 FROM {weekly}
WHERE mentor_id IN ({mentors}) AND weekday IN ({weekdays})
UNION ALL
SELECT 0, date, CAST(NULL AS time), CAST(NULL AS time), CASE WHEN kind = 'house' THEN 4 ELSE 3 END FROM {holiday}
WHERE is_closed AND date BETWEEN %s AND %s
"""
Row = tuple[date, time | None, time | None, int]
FIELDS = ("pk", "zone", "paused_from", "paused_until", "weekly_cap", "daily_cap", "share")


@dataclass(frozen=True, slots=True)
class Worker:
    """What the calendar must know of a mentor. `offset` is how many quarters their clock is ahead of UTC."""

    pk: int
    offset: int
    paused_from: date | None
    paused_until: date | None
    weekly_cap: int | None
    daily_cap: int | None
    share: int = 100


@dataclass(frozen=True, slots=True)
class Window:
    """Dates, both included, on every clock, and the bits they have: `size` of them from quarter `base` on."""

    first: date
    last: date
    base: int
    size: int


def workers(mentors: QuerySet[Mentor]) -> list[Worker]:
    """Return the mentors as the calendar reads them, by key. One query."""
    return told(mentors.order_by("pk").values_list(*FIELDS))


def told(rows: Iterable[tuple[Any, ...]]) -> list[Worker]:
    """Return the same from rows of `FIELDS`."""
    return [Worker(pk, masks.offset_of(ZoneInfo(zone)), *rest) for pk, zone, *rest in rows]


@dataclass(frozen=True, slots=True)
class _Parts:
    """One mentor's time in a window, as masks: what is usual, what stops it, and the exceptions that win."""

    usual: int
    stopped: int
    extra: int
    off: int


def hours(people: Iterable[Worker], window: Window) -> dict[int, int]:
    """Return when each works, as masks. One query."""
    return {pk: (one.usual & ~one.stopped | one.extra) & ~one.off for pk, one in _parts(people, window)}


def away(people: Iterable[Worker], window: Window) -> dict[int, int]:
    """Return when each is away though the house could have planned with them, as masks. One query.

    That is a closed holiday, a pause or time off. A workshop may lie outside the hours of the week: who schedules one
    decides, but nobody decided that it falls on a holiday declared later.
    """
    return {pk: one.stopped & ~one.extra | one.off for pk, one in _parts(people, window)}


def _parts(people: Iterable[Worker], window: Window) -> Iterator[tuple[int, _Parts]]:
    known = {worker.pk: worker for worker in people}
    rows: dict[int, list[Row]] = {}
    for pk, day, start, end, sort in _read(known, window) if known else ():
        rows.setdefault(pk, []).append((day, start, end, sort))
    # Holidays are nobody's own: they stand under 0.
    closed, shut = ([day for day, _s, _e, sort in rows.get(0, ()) if sort == kind] for kind in (CLOSED, SHUT))
    for pk, worker in known.items():
        own, offset = rows.get(pk, ()), worker.offset
        usual = _weeks(_weekly(own), offset, window) | _stretches(own, PICKED, offset, window)
        stopped = _days(closed, offset, window) | _pause(worker, window)
        off = _stretches(own, OFF, offset, window) | _days(shut, offset, window)
        yield pk, _Parts(usual, stopped, _stretches(own, EXTRA, offset, window), off)


def _read(known: Collection[int], window: Window) -> Iterator[tuple[int, date, time | None, time | None, int]]:
    """Return (mentor, date, start, end, sort) of all that counts; of the week, the sort is 10 and the weekday.

    Written out: putting five queries together takes Django longer than the database needs to answer them.
    """
    days = min((window.last - window.first).days + 1, 7)
    weekdays = sorted({(window.first.weekday() + number) % 7 for number in range(days)})
    sql = _HOURS.format(
        picked=PickedDate._meta.db_table, extra=ExtraHours._meta.db_table, off=TimeOff._meta.db_table,
        weekly=WeeklyHours._meta.db_table, holiday=Holiday._meta.db_table,
        mentors=", ".join(str(int(pk)) for pk in known), weekdays=", ".join(map(str, weekdays)),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, [window.first.isoformat(), window.last.isoformat()] * 4)
        for pk, day, start, end, sort in cursor.fetchall():
            yield pk, _day(day), _time(start), _time(end), sort


def _day(value: Any) -> date:
    """Return the date; SQLite answers a union with texts."""
    found: date = date.fromisoformat(value) if isinstance(value, str) else value
    return found


def _time(value: Any) -> time | None:
    found: time | None = time.fromisoformat(value) if isinstance(value, str) else value
    return found


def _weekly(rows: Iterable[Row]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for _date, start, end, sort in rows:
        if sort >= WEEK and start is not None and end is not None:
            found.setdefault(sort - WEEK, []).append(masks.inside(start, end))
    return found


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

"""Workshops that a change of the calendar hits, and when else they could be: they move as a whole.

Compared anew at each look, as `affected` does for sessions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from mentoring.schedule import calendar, masks, working
from mentoring.schedule.calendar import HOUSE, window_of
from mentoring.schedule.cells import mentor_resource, room_resource
from mentoring.schedule.models import Occurrence
from mentoring.schedule.working import Window
from mentoring.services.models import Mentor
from mentoring.sessions.affected import AHEAD, MOST
from rumah.core import clock


@dataclass(frozen=True, slots=True)
class WorkshopHit:
    """A workshop that falls on a time its mentor is away, and starts (UTC) at which it could be instead."""

    workshop: Occurrence
    times: tuple[datetime, ...]


def affected_workshops(mentor: Mentor | None = None, *, day: date | None = None, size: int = 12) -> list[Occurrence]:
    """Return the next open workshops, of one mentor or of all, on a holiday, a pause or time off; earliest first.

    `day` asks for one date of the house's clock. Three queries, one where there is no workshop.
    """
    first = day or clock.today(HOUSE)
    window = window_of(first, day or first + timedelta(days=AHEAD), masks.offset_of(HOUSE))
    coming = Occurrence.objects.filter(
        state=Occurrence.State.OPEN, starts_at__lt=masks.to_moment(window.base + window.size - masks.DAY),
        starts_at__gte=max(clock.now(), masks.to_moment(window.base + masks.DAY)),
    )  # fmt: skip
    if mentor:
        coming = coming.filter(mentor=mentor)
    rows = list(coming.select_related("service", "mentor__user", "room").order_by("starts_at", "pk")[:MOST])
    if not rows:
        return []
    away = working.away(working.workers(Mentor.objects.filter(pk__in={row.mentor_id for row in rows})), window)
    return [row for row in rows if away[row.mentor_id] & _stretch(row, window.base)][:size]


def next_times(workshops: Sequence[Occurrence], *, days: int = 28, size: int = 3) -> list[WorkshopHit]:
    """Return each workshop with starts at which its mentor works and, like its room, has nothing, up to `size`.

    Within `days` after it; the same time of day and a later date come first. Four queries, however many there are.
    """
    if not workshops:
        return []
    today = clock.today(HOUSE)
    latest = max(clock.local(one.starts_at, HOUSE).date() for one in workshops)
    window = window_of(today, latest + timedelta(days=days), masks.offset_of(HOUSE))
    hours = working.hours(
        working.workers(Mentor.objects.filter(pk__in={one.mentor_id for one in workshops})), window
    )  # fmt: skip
    names = {name for one in workshops for name in _resources(one)}
    busy = calendar.busy_masks(sorted(names), window)
    return [WorkshopHit(one, _times(one, hours[one.mentor_id], busy, window)[:size]) for one in workshops]


def _times(workshop: Occurrence, hours: int, busy: Mapping[str, int], window: Window) -> tuple[datetime, ...]:
    free = hours & ~masks.together(busy.get(name, 0) for name in _resources(workshop))
    starts = calendar.starts_in(free, workshop.service) & masks.every_second(window.base, window.size)
    soonest = max(masks.up_to(clock.now()) - window.base, 0)
    moments = [masks.to_moment(window.base + bit) for bit in masks.bits(starts >> soonest << soonest)]
    return tuple(sorted(moments, key=partial(_farther, workshop.starts_at)))


def _resources(workshop: Occurrence) -> list[str]:
    rooms = [room_resource(workshop.room_id)] if workshop.room_id else []
    return [mentor_resource(workshop.mentor_id), *rooms]


def _farther(was: datetime, start: datetime) -> tuple[bool, bool, datetime]:
    return start < was, start.time() != was.time(), start


def _stretch(workshop: Occurrence, base: int) -> int:
    return masks.stretch(masks.of_moment(workshop.starts_at) - base, masks.up_to(workshop.ends_at) - base)

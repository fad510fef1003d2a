"""How many sessions a mentor takes in a day and in a week, Monday to Sunday, on their own clock.

Every stretch of their quarter-hours that somebody has counts as one: a session, a slot that is held, a workshop.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from mentoring.schedule import masks
from mentoring.schedule.cells import live, mentor_resource
from mentoring.schedule.models import Cell
from mentoring.schedule.quarter import Quarters, numbers
from mentoring.schedule.working import Window, Worker, workers
from mentoring.services.models import Mentor
from rumah.core.errors import Conflict, Problem
from rumah.core.locking import locked

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Full:
    """As masks: the days on which a mentor takes no more, and those on which no series can begin for its weeks."""

    days: int
    series: int


NOT_FULL = Full(0, 0)


def full(people: Iterable[Worker], window: Window, later: Sequence[int] = ()) -> dict[int, Full]:
    """Return what each mentor with a cap takes no more. One query, and none when nobody has a cap.

    `later` is after how many days the other sessions of a series follow: those of one week count together.
    """
    capped = {worker.pk: worker for worker in people if worker.weekly_cap is not None or worker.daily_cap is not None}
    if not capped:
        return {}
    held = _held(capped, _monday(window.first), _monday(window.last) + WEEK)
    return {pk: _full(worker, held[pk], window, later) for pk, worker in capped.items()}


def _full(worker: Worker, held: Mapping[date, int], window: Window, later: Sequence[int]) -> Full:
    weeks = _by_week(held)
    days = starts = 0
    for number in range((window.last - window.first).days + 1):
        day = window.first + timedelta(days=number)
        begins = masks.midnight(day, worker.offset) - window.base
        mask = masks.stretch(begins, begins + masks.DAY)
        if _is_full(worker, held, weeks, day, room_for=1):
            days |= mask
        if later and worker.weekly_cap is not None:
            wanted = Counter(_monday(day + timedelta(days=after)) for after in (0, *later))
            if any(weeks[monday] + count > worker.weekly_cap for monday, count in wanted.items()):
                starts |= mask
    return Full(days, starts)


def keep(*, mentor: int, starts_at: datetime, ends_at: datetime) -> None:
    """Refuse what has just been claimed for the mentor when it is more than their cap, in the caller's transaction.

    Call it after `cells.claim`, inside the same savepoint: it locks the mentor's row, so that of two bookings at two
    times of one week the second counts the first, and the savepoint's end gives the lock back when it refuses.
    Raises Conflict (code `full`).
    """
    worker = next(iter(workers(Mentor.objects.filter(pk=mentor))), None)
    if worker is None or (worker.weekly_cap is None and worker.daily_cap is None):
        return
    zone = ZoneInfo(locked(Mentor.objects.filter(pk=mentor))[0].zone)
    first = starts_at.astimezone(zone).date()
    last = (ends_at - timedelta(microseconds=1)).astimezone(zone).date()
    held = _held({mentor: worker}, _monday(first), _monday(last) + WEEK)[mentor]
    weeks = _by_week(held)
    if any(_is_full(worker, held, weeks, day, room_for=0) for day in {first, last}):
        raise Conflict(Problem(_("Pendamping ini sudah penuh pada hari atau minggu itu."), "start", "full"))


def _is_full(
    worker: Worker, held: Mapping[date, int], weeks: Mapping[date, int], day: date, *, room_for: int
) -> bool:  # fmt: skip
    if worker.daily_cap is not None and held.get(day, 0) + room_for > worker.daily_cap:
        return True
    return worker.weekly_cap is not None and weeks.get(_monday(day), 0) + room_for > worker.weekly_cap


def _by_week(held: Mapping[date, int]) -> Counter[date]:
    weeks: Counter[date] = Counter()
    for day, count in held.items():
        weeks[_monday(day)] += count
    return weeks


def _held(people: Mapping[int, Worker], first: date, end: date) -> dict[int, Counter[date]]:
    """Return how many stretches begin on each of the dates `first` up to `end`, on each mentor's clock. One query."""
    names = {mentor_resource(pk): worker for pk, worker in people.items()}
    # A day's margin, as the clocks differ.
    window = (masks.midnight(first, masks.DAY), masks.midnight(end, -masks.DAY))
    rows = Cell.objects.filter(
        live(), resource__in=names, starts_at__gte=masks.to_moment(window[0]), starts_at__lt=masks.to_moment(window[1])
    )
    found: dict[int, Counter[date]] = {pk: Counter() for pk in people}
    grouped = rows.order_by().values("resource", "holder").annotate(quarters=Quarters("starts_at"))
    for resource, quarters in grouped.values_list("resource", "quarters"):
        worker = names[resource]
        for quarter in _beginnings(numbers(quarters)):
            found[worker.pk][date.fromordinal((quarter + worker.offset) // masks.DAY + masks.EPOCH)] += 1
    return found


def _beginnings(quarters: list[int]) -> Iterator[int]:
    """Return where each stretch begins: the open form of a series holds several under one name."""
    known = set(quarters)
    return (quarter for quarter in quarters if quarter - 1 not in known)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())

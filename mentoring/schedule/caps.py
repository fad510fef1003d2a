"""How many sessions a mentor takes in a day and in a week, Monday to Sunday, on their own clock.

Every holder of their quarter-hours counts as one: a session, a slot that is held, a workshop.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.utils.translation import gettext as _

from mentoring.schedule import masks
from mentoring.schedule.cells import live, mentor_resource
from mentoring.schedule.models import Cell
from mentoring.schedule.quarter import Quarter
from mentoring.schedule.working import Window, Worker, workers
from mentoring.services.models import Mentor
from rumah.core.errors import Conflict, Problem
from rumah.core.locking import locked

WEEK = timedelta(days=7)


def full(people: Iterable[Worker], window: Window) -> dict[int, int]:
    """Return the days on which a mentor takes no more, as masks. One query, and none when nobody has a cap."""
    capped = {worker.pk: worker for worker in people if worker.weekly_cap is not None or worker.daily_cap is not None}
    if not capped:
        return {}
    held = _held(capped, _monday(window.first), _monday(window.last) + WEEK)
    found = {}
    for pk, worker in capped.items():
        mask = 0
        for number in range((window.last - window.first).days + 1):
            day = window.first + timedelta(days=number)
            if _is_full(worker, held[pk], day, room_for=1):
                begins = masks.midnight(day, worker.offset) - window.base
                mask |= masks.stretch(begins, begins + masks.DAY)
        found[pk] = mask
    return found


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
    if any(_is_full(worker, held, day, room_for=0) for day in {first, last}):
        raise Conflict(Problem(_("Pendamping ini sudah penuh pada hari atau minggu itu."), "start", "full"))


def _is_full(worker: Worker, held: Mapping[date, int], day: date, *, room_for: int) -> bool:
    if worker.daily_cap is not None and held.get(day, 0) + room_for > worker.daily_cap:
        return True
    monday = _monday(day)
    week = sum(held.get(monday + timedelta(days=number), 0) for number in range(7))
    return worker.weekly_cap is not None and week + room_for > worker.weekly_cap


def _held(people: Mapping[int, Worker], first: date, end: date) -> dict[int, Counter[date]]:
    """Return how many holders begin on each of the dates `first` up to `end`, on each mentor's clock. One query."""
    names = {mentor_resource(pk): worker for pk, worker in people.items()}
    # A day's margin, as the clocks differ.
    window = (masks.midnight(first, masks.DAY), masks.midnight(end, -masks.DAY))
    rows = Cell.objects.filter(
        live(), resource__in=names, starts_at__gte=masks.to_moment(window[0]), starts_at__lt=masks.to_moment(window[1])
    )
    found: dict[int, Counter[date]] = {pk: Counter() for pk in people}
    grouped = rows.order_by().values("resource", "holder").annotate(begins=Min(Quarter("starts_at")))
    for resource, quarter in grouped.values_list("resource", "begins"):
        worker = names[resource]
        found[worker.pk][date.fromordinal((quarter + worker.offset) // masks.DAY + masks.EPOCH)] += 1
    return found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())

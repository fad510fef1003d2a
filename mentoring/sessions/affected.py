"""Booked sessions that the calendar would not offer any more: a holiday was added, a mentor is away, hours changed.

Nothing is remembered and nothing can be forgotten: each look compares the sessions with the calendar as it is now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Any

from mentoring.schedule import calendar, masks, working
from mentoring.schedule.calendar import HOUSE, Wish, window_of
from mentoring.schedule.cells import business_resource
from mentoring.schedule.slots import Slot, slots
from mentoring.services.models import Mentor, Place, Service
from mentoring.sessions.models import OPEN, Session
from mentoring.sessions.queries import RELATED
from rumah.core import clock

AHEAD = 120
MOST = 5000


@dataclass(frozen=True, slots=True)
class Hit:
    """A session that no longer fits, and the next times it could move to, its own mentor's first."""

    session: Session
    times: tuple[Slot, ...]


def affected(mentor: Mentor | None = None, *, day: date | None = None, size: int = 12) -> list[Session]:
    """Return the next sessions, of one mentor or of all, that lie outside what the mentors work; earliest first.

    `day` asks for one date of the house's clock. Workshops are not among them: they move as a whole. Six queries.
    """
    first = day or clock.today(HOUSE)
    last = day or first + timedelta(days=AHEAD)
    window = window_of(first, last, masks.offset_of(HOUSE))
    ends = masks.to_moment(window.base + window.size - masks.DAY)
    coming = Session.objects.filter(
        state__in=OPEN, occurrence__isnull=True, starts_at__lt=ends,
        starts_at__gte=max(clock.now(), masks.to_moment(window.base + masks.DAY)),
    )  # fmt: skip
    if mentor:
        coming = coming.filter(mentor=mentor)
    order = ("starts_at", "pk")
    rows = list(coming.order_by(*order).values_list("pk", "mentor_id", "starts_at", "ends_at")[:MOST])
    if not rows:
        return []
    people = working.workers(Mentor.objects.filter(pk__in={row[1] for row in rows}))
    hours = working.hours(people, window)
    hit = (pk for pk, whose, *times in rows if not _fits(hours[whose], window.base, *times))
    found = coming.filter(pk__in=list(islice(hit, size)))
    return list(found.select_related(*RELATED).order_by(*order))


def next_times(sessions: Sequence[Session], *, days: int = 28, size: int = 3) -> list[Hit]:
    """Return each session with the next times free for it and its business, up to `size`, within `days` after it.

    Its own mentor's times come before others', and later times before earlier ones: nobody plans to come sooner.
    Queries grow with the services and places among the sessions (seven each), not with the sessions; one more reads
    what the businesses have.
    """
    today = clock.today(HOUSE)
    latest = max((clock.local(one.starts_at, HOUSE).date() for one in sessions), default=today)
    last = latest + timedelta(days=days)
    window = window_of(today, last, masks.offset_of(HOUSE))
    busy = calendar.busy_masks([business_resource(row.business_id) for row in sessions], window)
    free: dict[Any, list[Slot]] = {}
    hits = []
    for session in sessions:
        key = session.service_id, wish_of(session)
        if key not in free:
            free[key] = slots(service=session.service, first=today, last=last, wish=key[1])
        taken = busy.get(business_resource(session.business_id), 0)
        fitting = [one for one in free[key] if not taken & _stretch(session.service, one, window.base)]
        # Python's sort is stable: each part stays in order of time.
        fitting.sort(key=partial(_farther, session))
        hits.append(Hit(session, tuple(fitting[:size])))
    return hits


def _farther(session: Session, slot: Slot) -> tuple[bool, bool]:
    return session.mentor_id not in slot.mentor_ids, slot.starts_at < session.starts_at


def wish_of(session: Session) -> Wish:
    """Return what a time must have for the session to move there."""
    district = session.business.district_code if session.place == Place.VISIT else ""
    return Wish(place=session.place, district=district, single=True)


def _fits(hours: int, base: int, starts_at: Any, ends_at: Any) -> bool:
    """Whether the mentor works from start to end; preparation and the pause after it may reach beyond."""
    wanted = masks.stretch(masks.of_moment(starts_at) - base, masks.up_to(ends_at) - base)
    return hours & wanted == wanted


def _stretch(service: Service, slot: Slot, base: int) -> int:
    before, after = timedelta(minutes=service.buffer_before), timedelta(minutes=service.buffer_after)
    first, last = slot.starts_at - before, slot.ends_at + after
    return masks.stretch(masks.of_moment(first) - base, masks.up_to(last) - base)

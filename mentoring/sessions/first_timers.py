"""A share of each day's places is kept for businesses that have not had the service, until 72 hours before.

Only known businesses are counted: of a day that could hold N sessions they get N × (100 − share) / 100. After that
moment whatever is left is anybody's. A series takes a place of the day on which it begins.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from mentoring.schedule import calendar, masks
from mentoring.schedule.calendar import HOUSE, Calendar
from mentoring.schedule.models import Occurrence
from mentoring.services.models import Service
from mentoring.sessions.counters import count_one, give_one_back
from mentoring.sessions.models import OPEN, FirstTimerDay, Session, SessionState
from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.errors import Conflict, Problem

KEPT = timedelta(hours=72)


def take(
    *, business: Business, service: Service, starts_at: datetime, moving: Session | None = None
) -> date | None:  # fmt: skip
    """Use one of the day's places for known businesses and return the day; None where none need be used.

    The caller has taken the time already and not yet written the session, or is `moving` one to it: whoever has just
    that one is new all the same. Raises Conflict (code `first_timers`) when what is left is kept for others.
    """
    if not service.first_timer_share or starts_at - clock.now() <= KEPT or is_first(business, service, moving):
        return None
    day = clock.local(starts_at, HOUSE).date()
    if count(service, day):
        return day
    text = _("Sisa jadwal hari itu disimpan untuk usaha yang baru pertama kali, sampai 72 jam sebelumnya.")
    raise Conflict(Problem(text, "start", "first_timers"))


def count(service: Service, day: date) -> date | None:
    """Count one more known business on the day and return the day; None when they have had their part."""
    allowed = part(service, _places(service, day))
    return day if count_one(FirstTimerDay, allowed=allowed, service_id=service.pk, date=day) else None


def part(service: Service, places: int) -> int:
    """Return how many of a day's places known businesses may have."""
    return places * (100 - service.first_timer_share) // 100


def is_first(business: Business, service: Service, besides: Session | None = None) -> bool:
    """Whether the business has neither had the service, nor missed it, nor has it booked, `besides` that session.

    One query.
    """
    others = business.sessions.filter(service=service).exclude(state=SessionState.CANCELLED)
    if besides:
        others = others.exclude(series=besides.series) if besides.series else others.exclude(pk=besides.pk)
    return not others.exists()


def give_back(session: Session) -> None:
    """Return the place to its day, once; the caller saves `first_timer_day`."""
    if session.first_timer_day:
        give_one_back(FirstTimerDay, service_id=session.service_id, date=session.first_timer_day)
        session.first_timer_day = None


def _places(service: Service, day: date) -> int:
    """Return how many sessions are booked that day, the one just taken and how many more fit; or all seats."""
    if service.seats > 1:
        return seats_by_day(service, day, day)[day]
    plan = calendar.read(service=service, first=day, last=day)
    begins = masks.to_moment(masks.midnight(day, masks.offset_of(HOUSE)))
    booked = service.sessions.filter(state__in=OPEN, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1))
    return room_left(plan, service, day) + int(booked.count()) + 1


def room_left(plan: Calendar, service: Service, day: date) -> int:
    """Return how many more sessions fit into one date of a calendar that has been read. No query."""
    begins = masks.midnight(day, masks.offset_of(HOUSE)) - plan.base
    today = plan.allowed & masks.stretch(begins, begins + masks.DAY)
    length = -(-(service.buffer_before + service.duration + service.buffer_after) // 15)
    free = _sum_of(plan.mentors.values(), today, begins, length)
    return min(free, _sum_of(plan.rooms.values(), today, begins, length)) if plan.rooms else free


def _sum_of(starts: Iterable[int], today: int, begins: int, length: int) -> int:
    # Shifted down to a day: small numbers are cheap to take apart.
    return sum(_one_after_another((mask & today) >> max(begins, 0), length) for mask in starts)


def _one_after_another(starts: int, length: int) -> int:
    """Return how many sessions of `length` quarters fit one after another into the possible starts."""
    count = 0
    while starts:
        first = (starts & -starts).bit_length() - 1
        starts = starts >> first + length << first + length
        count += 1
    return count


def seats_by_day(service: Service, first: date, last: date) -> Counter[date]:
    """Return the seats of the service's open workshops on each date of the house's clock. One query."""
    offset = masks.offset_of(HOUSE)
    begins, ends = (masks.to_moment(masks.midnight(day, offset)) for day in (first, last + timedelta(days=1)))
    rows = service.occurrences.filter(state=Occurrence.State.OPEN, starts_at__gte=begins, starts_at__lt=ends)
    found: Counter[date] = Counter()
    for starts_at, seats in rows.values_list("starts_at", "seats"):
        found[clock.local(starts_at, HOUSE).date()] += seats
    return found

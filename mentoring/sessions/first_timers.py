"""A share of each day's places is kept for businesses that have not had the service, until 72 hours before.

Only known businesses are counted: of a day that could hold N sessions they get N × (100 − share) / 100. After that
moment whatever is left is anybody's.
"""

from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.utils.translation import gettext as _

from mentoring.schedule import calendar, masks
from mentoring.schedule.calendar import HOUSE
from mentoring.schedule.models import Occurrence
from mentoring.services.models import Service
from mentoring.sessions.counters import count_one, give_one_back
from mentoring.sessions.models import OPEN, FirstTimerDay, Session, SessionState
from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.errors import Conflict, Problem

KEPT = timedelta(hours=72)


def take(*, business: Business, service: Service, starts_at: datetime) -> date | None:
    """Use one of the day's places for known businesses and return the day; None where none need be used.

    The caller has taken the time already and not yet written the session. Raises Conflict (code `first_timers`) when
    what is left is kept for others.
    """
    if not service.first_timer_share or starts_at - clock.now() <= KEPT or is_first(business, service):
        return None
    day = clock.local(starts_at, HOUSE).date()
    places = _seats(service, day) if service.seats > 1 else _places(service, day) + 1
    allowed = places * (100 - service.first_timer_share) // 100
    if count_one(FirstTimerDay, allowed=allowed, service_id=service.pk, date=day):
        return day
    text = _("Sisa jadwal hari itu disimpan untuk usaha yang baru pertama kali, sampai 72 jam sebelumnya.")
    raise Conflict(Problem(text, "start", "first_timers"))


def is_first(business: Business, service: Service) -> bool:
    """Whether the business has neither had the service, nor missed it, nor has it booked. One query."""
    return not business.sessions.filter(service=service).exclude(state=SessionState.CANCELLED).exists()


def give_back(session: Session) -> None:
    """Return the place to its day, once; the caller saves `first_timer_day`."""
    if session.first_timer_day:
        give_one_back(FirstTimerDay, service_id=session.service_id, date=session.first_timer_day)
        session.first_timer_day = None


def _places(service: Service, day: date) -> int:
    """Return how many sessions are booked that day, and how many more fit."""
    plan = calendar.read(service=service, first=day, last=day)
    length = -(-(service.buffer_before + service.duration + service.buffer_after) // 15)
    free = sum(_one_after_another(mask, length) for mask in plan.mentor_starts().values())
    if plan.rooms:
        free = min(free, sum(_one_after_another(mask & plan.allowed, length) for mask in plan.rooms.values()))
    begins = masks.to_moment(masks.midnight(day, masks.offset_of(HOUSE)))
    booked = service.sessions.filter(state__in=OPEN, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1))
    return int(free + booked.count())


def _one_after_another(starts: int, length: int) -> int:
    """Return how many sessions of `length` quarters fit one after another into the possible starts."""
    count = 0
    while starts:
        first = (starts & -starts).bit_length() - 1
        starts = starts >> first + length << first + length
        count += 1
    return count


def _seats(service: Service, day: date) -> int:
    begins = masks.to_moment(masks.midnight(day, masks.offset_of(HOUSE)))
    open_ones = service.occurrences.filter(
        state=Occurrence.State.OPEN, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1)
    )
    return open_ones.aggregate(seats=Sum("seats"))["seats"] or 0

"""The days whose rest is kept for first-timers, so that nobody is shown a time that booking would refuse them.

A courtesy before `first_timers.take`, which counts again and decides.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from mentoring.schedule import calendar, masks
from mentoring.schedule.calendar import HOUSE, Calendar
from mentoring.schedule.quarter import Quarter
from mentoring.services.models import Service
from mentoring.sessions import first_timers
from mentoring.sessions.first_timers import KEPT
from mentoring.sessions.models import OPEN, Session, SessionState
from rumah.accounts.models import User
from rumah.core import clock


def kept_from(user: User, *, service: Service, first: date, last: date, plan: Calendar | None = None) -> set[date]:
    """Return the dates of `first` to `last` that are kept from all businesses of a person, on the house's clock.

    Whoever speaks for one that never had the service is kept from none. `plan` is the service's calendar of those
    dates if it was read, with every mentor and the usual place. At most nine queries, none without a share.
    """
    if not service.first_timer_share:
        return set()
    own = list(user.memberships.values_list("business_id", flat=True))
    had = Session.objects.filter(business__in=own, service=service).exclude(state=SessionState.CANCELLED)
    if not own or had.order_by().values("business").distinct().count() < len(own):
        return set()
    return kept_days(service=service, first=first, last=last, plan=plan)


def kept_days(*, service: Service, first: date, last: date, plan: Calendar | None = None) -> set[date]:
    """Return the dates on which known businesses have had their part."""
    used = dict(service.first_timer_days.filter(date__gte=first, date__lte=last).values_list("date", "used"))
    dates = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if service.seats > 1:
        places = first_timers.seats_by_day(service, first, last)
    else:
        plan = plan or calendar.read(service=service, first=first, last=last)
        booked = _booked(service, first, last)
        places = Counter({day: booked[day] + first_timers.room_left(plan, service, day) for day in dates})
    return {day for day in dates if used.get(day, 0) >= first_timers.part(service, places[day])}


def is_kept(days: Collection[date], starts_at: datetime) -> bool:
    """Whether a start (aware) lies on one of these days, and before the moment from which all is anybody's."""
    return starts_at - clock.now() > KEPT and clock.local(starts_at, HOUSE).date() in days


def without(plan: Calendar, days: Collection[date]) -> Calendar:
    """Return the calendar without the starts on these days that are more than 72 hours away."""
    offset = masks.offset_of(HOUSE)
    soon = masks.stretch(0, masks.of_moment(clock.now() + KEPT) + 1 - plan.base)
    kept = 0
    for day in days:
        begins = masks.midnight(day, offset) - plan.base
        kept |= masks.stretch(begins, begins + masks.DAY)
    return replace(plan, allowed=plan.allowed & ~(kept & ~soon))


def _booked(service: Service, first: date, last: date) -> Counter[date]:
    offset = masks.offset_of(HOUSE)
    begins, ends = (masks.to_moment(masks.midnight(day, offset)) for day in (first, last + timedelta(days=1)))
    rows = service.sessions.filter(state__in=OPEN, starts_at__gte=begins, starts_at__lt=ends)
    quarters = rows.values_list(Quarter("starts_at"), flat=True)
    return Counter(date.fromordinal((number + offset) // masks.DAY + masks.EPOCH) for number in quarters)

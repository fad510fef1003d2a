"""The day until which the house answers: working days after the submission, holidays left out."""

from datetime import date, datetime, timedelta

from django.conf import settings

from mentoring.schedule.models import Holiday
from rumah.core import clock

SATURDAY = 5


def promised_day(submitted_at: datetime) -> date:
    """Return the last day of the promise, `VERIFY_WITHIN_DAYS` working days after the day of submission in WIB."""
    day = clock.local(submitted_at).date()
    left, shut = settings.VERIFY_WITHIN_DAYS, _shut(day, day + timedelta(days=settings.VERIFY_WITHIN_DAYS * 2 + 60))
    while left:
        day += timedelta(days=1)
        left -= is_working(day, shut)
    return day


def is_working(day: date, shut: frozenset[date] | None = None) -> bool:
    """Whether the staff's house is open on that day."""
    return day.weekday() < SATURDAY and day not in (_shut(day, day) if shut is None else shut)


def _shut(first: date, last: date) -> frozenset[date]:
    return frozenset(
        Holiday.objects.filter(is_closed=True, date__gte=first, date__lte=last).values_list("date", flat=True)
    )

"""A mentor says when they can be booked: by the week, by single dates, and when they are away.

Every verb locks the mentor's row, so that two open pages cannot mix their answers. Bookings that stand are not
touched: whoever changes hours is shown which sessions lie in them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.schedule.hours import Range, merged
from mentoring.schedule.models import PickedDate, TimeOff, WeeklyHours
from mentoring.services.models import Mentor
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_line

FARTHEST_DAYS = 730


@transaction.atomic
def set_weekly_hours(*, actor: User, mentor: Mentor, hours: Mapping[int, Sequence[Range]]) -> None:
    """Replace the whole week by `hours` (Monday is 0, on the mentor's clock); a weekday left out is free."""
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    mentor.weekly_hours.all().delete()
    WeeklyHours.objects.bulk_create(
        WeeklyHours(mentor=mentor, weekday=weekday, start=start, end=end)
        for weekday in sorted(hours)
        for start, end in merged(hours[weekday])
    )
    audit.record("schedule.weekly_hours", mentor, actor=actor)


@transaction.atomic
def pick_date(*, actor: User, mentor: Mentor, day: date, ranges: Sequence[Range]) -> None:
    """Add hours on one date, joined with those that are there. Raises DomainError for a date or hours that miss."""
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    problems = _wrong_day(mentor, day)
    if not ranges:
        problems.append(Problem(_("Isi jamnya, misalnya 08.00-12.00."), "hours", "required"))
    if problems:
        raise DomainError(*problems)
    there = mentor.picked_dates.filter(date=day)
    joined = merged([*there.values_list("start", "end"), *ranges])
    there.delete()
    PickedDate.objects.bulk_create(PickedDate(mentor=mentor, date=day, start=start, end=end) for start, end in joined)
    audit.record("schedule.pick_date", mentor, actor=actor, date=day.isoformat())


@transaction.atomic
def drop_date(*, actor: User, mentor: Mentor, day: date) -> None:
    """Take back every hour picked on one date; none there changes nothing."""
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    if mentor.picked_dates.filter(date=day).delete()[0]:
        audit.record("schedule.drop_date", mentor, actor=actor, date=day.isoformat())


@transaction.atomic
def take_off(*, actor: User, mentor: Mentor, day: date, ranges: Sequence[Range] = (), reason: str = "") -> None:
    """Be away on a date: in the ranges, or the whole day without any. Raises DomainError for a date that misses."""
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    if problems := _wrong_day(mentor, day):
        raise DomainError(*problems)
    reason = clean_line(reason)[:120]
    there = mentor.time_off.filter(date=day)
    whole = not ranges or there.filter(start__isnull=True).exists()
    old = there.filter(start__isnull=False).values_list("start", "end")
    parts = [(None, None)] if whole else merged([(start, end) for start, end in old if start and end] + list(ranges))
    there.delete()
    TimeOff.objects.bulk_create(
        TimeOff(mentor=mentor, date=day, start=start, end=end, reason=reason) for start, end in parts
    )
    audit.record("schedule.take_off", mentor, actor=actor, date=day.isoformat())


@transaction.atomic
def be_back(*, actor: User, mentor: Mentor, day: date) -> None:
    """End the time off of a date; none there changes nothing."""
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    if mentor.time_off.filter(date=day).delete()[0]:
        audit.record("schedule.be_back", mentor, actor=actor, date=day.isoformat())


def _wrong_day(mentor: Mentor, day: date) -> list[Problem]:
    today = clock.today(ZoneInfo(mentor.zone))
    if day < today:
        return [Problem(_("Tanggal ini sudah lewat."), "date", "past")]
    if (day - today).days > FARTHEST_DAYS:
        return [Problem(_("Tanggal ini terlalu jauh: paling lama dua tahun ke depan."), "date", "far")]
    return []

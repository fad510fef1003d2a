"""A mentor says when they can be booked: by the week and by single dates, of equal rank.

Every verb locks the mentor's row, so that two open pages cannot mix their answers. Bookings that stand are not
touched: whoever changes hours is shown which sessions lie in them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.schedule.hours import Range, merged
from mentoring.schedule.models import PickedDate, WeeklyHours
from mentoring.services.models import Mentor
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one

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
    refuse_wrong_hours(mentor, day, ranges)
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


def refuse_wrong_hours(mentor: Mentor, day: date, ranges: Sequence[Range]) -> None:
    """Raise DomainError for a date that cannot be planned for, or for no hours."""
    problems = wrong_day(mentor, day)
    if not ranges:
        problems.append(Problem(_("Isi jamnya, misalnya 08.00-12.00."), "hours", "required"))
    if problems:
        raise DomainError(*problems)


def wrong_day(mentor: Mentor, day: date) -> list[Problem]:
    """Return what is wrong with a date to plan for: past, or more than two years ahead."""
    today = clock.today(ZoneInfo(mentor.zone))
    if day < today:
        return [Problem(_("Tanggal ini sudah lewat."), "date", "past")]
    if (day - today).days > FARTHEST_DAYS:
        return [Problem(_("Tanggal ini terlalu jauh: paling lama dua tahun ke depan."), "date", "far")]
    return []

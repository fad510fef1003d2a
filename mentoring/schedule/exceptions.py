"""A mentor says what is different on one date: away, or there after all. Both always win over the week and holidays.

The latest word counts: time off cuts the extra hours it covers and extra hours cut the time off, so the two never
stand at the same time. Every verb locks the mentor's row; bookings that stand are not touched.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from mentoring.schedule.availability import refuse_wrong_hours, wrong_day
from mentoring.schedule.hours import WHOLE_DAY, Range, merged, without
from mentoring.schedule.models import ExtraHours, TimeOff
from mentoring.services.models import Mentor
from rumah.accounts.models import User
from rumah.core import audit
from rumah.core.errors import DomainError
from rumah.core.locking import locked_one
from rumah.core.text import clean_line


@transaction.atomic
def take_off(*, actor: User, mentor: Mentor, day: date, ranges: Sequence[Range] = (), reason: str = "") -> None:
    """Be away on a date: in the ranges, or the whole day without any. Raises DomainError for a date that misses."""
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    if problems := wrong_day(mentor, day):
        raise DomainError(*problems)
    old = _off(mentor, day)
    _write_off(mentor, day, merged([*old, *(ranges or [WHOLE_DAY])]), clean_line(reason)[:120])
    _write_extra(mentor, day, without(_extra(mentor, day), ranges or [WHOLE_DAY]))
    audit.record("schedule.take_off", mentor, actor=actor, date=day.isoformat())


@transaction.atomic
def be_back(*, actor: User, mentor: Mentor, day: date) -> None:
    """End the time off of a date; none there changes nothing."""
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    if mentor.time_off.filter(date=day).delete()[0]:
        audit.record("schedule.be_back", mentor, actor=actor, date=day.isoformat())


@transaction.atomic
def add_hours(*, actor: User, mentor: Mentor, day: date, ranges: Sequence[Range]) -> None:
    """Be there on a date though a holiday, a pause or time off says otherwise.

    Raises DomainError for a date that misses or without hours.
    """
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    refuse_wrong_hours(mentor, day, ranges)
    reason = mentor.time_off.filter(date=day).values_list("reason", flat=True).first() or ""
    _write_extra(mentor, day, merged([*_extra(mentor, day), *ranges]))
    _write_off(mentor, day, without(_off(mentor, day), ranges), reason)
    audit.record("schedule.add_hours", mentor, actor=actor, date=day.isoformat())


@transaction.atomic
def drop_hours(*, actor: User, mentor: Mentor, day: date) -> None:
    """Take back the extra hours of a date; none there changes nothing."""
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    if mentor.extra_hours.filter(date=day).delete()[0]:
        audit.record("schedule.drop_hours", mentor, actor=actor, date=day.isoformat())


def _off(mentor: Mentor, day: date) -> list[Range]:
    rows = mentor.time_off.filter(date=day).values_list("start", "end")
    return [(start, end) if start and end else WHOLE_DAY for start, end in rows]


def _extra(mentor: Mentor, day: date) -> list[Range]:
    return list(mentor.extra_hours.filter(date=day).values_list("start", "end"))


def _write_off(mentor: Mentor, day: date, ranges: Sequence[Range], reason: str) -> None:
    """Write the day anew; a whole day is kept without times."""
    mentor.time_off.filter(date=day).delete()
    TimeOff.objects.bulk_create(
        TimeOff(mentor=mentor, date=day, reason=reason, **({} if part == WHOLE_DAY else _times(part)))
        for part in ranges
    )


def _write_extra(mentor: Mentor, day: date, ranges: Sequence[Range]) -> None:
    mentor.extra_hours.filter(date=day).delete()
    ExtraHours.objects.bulk_create(ExtraHours(mentor=mentor, date=day, **_times(part)) for part in ranges)


def _times(part: Range) -> dict[str, object]:
    return {"start": part[0], "end": part[1]}

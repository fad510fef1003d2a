"""The list of days, put into words once: sixty rows of template filters would cost more than finding the slots."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import ngettext

from mentoring.schedule.slots import Day


@dataclass(frozen=True, slots=True)
class DayLine:
    """A date for the address, the same in words, and what it offers."""

    iso: str
    words: str
    offers: str


def day_lines(days: Sequence[Day]) -> list[DayLine]:
    """Return `2026-03-04`, `Rabu 4 Maret`, `3 jadwal` for each day, in the language in force."""
    return [
        DayLine(
            day.date.isoformat(),
            date_format(day.date, "l j F", use_l10n=False),
            ngettext("%(number)s jadwal", "%(number)s jadwal", day.count) % {"number": day.count},
        )
        for day in days
    ]

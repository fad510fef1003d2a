"""Which days are looked at, and which ones they are compared with."""

from dataclasses import dataclass
from datetime import date, timedelta

from mentoring.journal.figures import next_month, parse_month
from rumah.core import clock

RANGES = (7, 30, 90, 365)
USUAL = 30
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both inclusive, on the calendar of WIB."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """Every day, oldest first."""
        return [self.first + DAY * at for at in range((self.last - self.first).days + 1)]

    @property
    def before(self) -> "Period":
        """As many days just before; for a whole month, the whole month before."""
        if self.is_month:
            return month(self.first - DAY)
        return Period(self.first - (self.last - self.first + DAY), self.first - DAY)

    @property
    def is_month(self) -> bool:
        """Whether it is one whole month."""
        return self.first.day == 1 and self.last == next_month(self.first) - DAY

    @property
    def year_ago(self) -> "Period":
        """The same month a year before. Only for a whole month."""
        return month(self.first.replace(year=self.first.year - 1))


def month(day: date) -> Period:
    """Return the whole month of `day`."""
    first = day.replace(day=1)
    return Period(first, next_month(first) - DAY)


def asked(days: str, in_month: str) -> Period:
    """Return what a page was asked for: a month as `2026-10`, or so many days up to yesterday; 30 for anything else."""
    if in_month:
        return month(parse_month(in_month))
    length = next((one for one in RANGES if str(one) == days), USUAL)
    yesterday = clock.today() - DAY
    return Period(yesterday - DAY * (length - 1), yesterday)

"""Reading roll-ups: a bounded number of queries over rows that were counted before, whatever the tables hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Max, Sum

from rumah.figures.measures import Measure, all_measures
from rumah.figures.models import DayFigure, RolledDay
from rumah.figures.period import Period

# Part and kecamatan.
Cells = dict[tuple[str, str], int]
SECONDS = 600
FEW = 5


@dataclass(slots=True)
class Sums:
    """What each measure came to in a period: flows added up, stocks as of `stocks_on`, the newest counted day of it."""

    period: Period
    stocks_on: date | None
    cells: dict[str, Cells] = field(default_factory=dict)

    def total(self, code: str) -> int:
        """Add up parts and kecamatan."""
        return sum(self.cells.get(code, {}).values())

    def by_part(self, code: str) -> dict[str, int]:
        """Add up by part."""
        return _grouped(self.cells.get(code, {}), 0)

    def by_district(self, code: str) -> dict[str, int]:
        """Add up by kecamatan."""
        return _grouped(self.cells.get(code, {}), 1)

    def waiting(self, percent: int) -> int | None:
        """Return the number of whole days that `percent` of the sessions waited at most; None without sessions."""
        return quantile({int(part): count for part, count in self.by_part("wait").items()}, percent)

    @property
    def ship_tenths(self) -> int | None:
        """Average time to ship in tenths of a day, rounded half up; None when nothing was shipped."""
        shipped = self.total("shipped")
        return (self.total("ship_minutes") * 20 + shipped * 1440) // (2 * shipped * 1440) if shipped else None


def _grouped(cells: Mapping[tuple[str, str], int], at: int) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for key, value in cells.items():
        found[key[at]] += value
    return dict(found)


def quantile(counts: Mapping[int, int], percent: int) -> int | None:
    """Return the smallest value that at least `percent` of all have or stay below (nearest rank)."""
    total, sofar = sum(counts.values()), 0
    for value in sorted(counts):
        sofar += counts[value]
        if sofar * 100 >= total * percent:
            return value
    return None


def sums(period: Period) -> Sums:
    """Return the sums of a period; kept ten minutes, and counted anew once a day was. Four queries at most."""
    stamp = RolledDay.objects.aggregate(newest=Max("rolled_at"))["newest"]
    key = f"figures:sums:{period.first}:{period.last}:{stamp and stamp.timestamp()}"
    found: Sums | None = cache.get(key)
    if found is None:
        found = _read(period)
        cache.set(key, found, SECONDS)
    return found


def _read(period: Period) -> Sums:
    counted = RolledDay.objects.filter(day__range=(period.first, period.last), rolled_at__isnull=False)
    found = Sums(period, counted.aggregate(newest=Max("day"))["newest"])
    flows = DayFigure.objects.filter(measure__in=_codes("flow"), day__range=(period.first, period.last))
    if found.stocks_on is None:
        return found
    stocks = DayFigure.objects.filter(measure__in=_codes("stock"), day=found.stocks_on)
    for rows in (flows, stocks):
        by: Any = rows.order_by().values("measure", "part", "district_code").annotate(sum=Sum("value"))
        for row in by:
            found.cells.setdefault(row["measure"], {})[row["part"], row["district_code"]] = row["sum"]
    return found


def _codes(kind: str) -> list[str]:
    return [one.code for one in all_measures().values() if one.kind == kind]


def series(codes: Iterable[str], period: Period) -> dict[str, list[int]]:
    """Return each measure's numbers by day of the period, zero where nothing is stored. One query."""
    rows: Any = DayFigure.objects.filter(measure__in=codes, day__range=(period.first, period.last))
    found = {(row["measure"], row["day"]): row["sum"]
             for row in rows.order_by().values("measure", "day").annotate(sum=Sum("value"))}  # fmt: skip
    return {code: [found.get((code, day), 0) for day in period.days] for code in codes}


def rows_of(measure: Measure, period: Period) -> list[tuple[date, str, str, int]]:
    """Return day, kecamatan, part and number of everything stored of a measure in a period. One query."""
    rows = DayFigure.objects.filter(measure=measure.code, day__range=(period.first, period.last))
    return list(rows.order_by("day", "district_code", "part").values_list("day", "district_code", "part", "value"))


def is_small(measure: Measure, value: int) -> bool:
    """Whether a cell of a table would name fewer than five businesses; totals are never hidden."""
    return measure.about_few and 0 < value < FEW

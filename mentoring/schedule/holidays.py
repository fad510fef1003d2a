"""Indonesia's holidays, from the `holidays` package into the table staff can edit."""

from collections.abc import Iterable
from datetime import date

import holidays

from mentoring.schedule.models import Holiday

# The package's categories: what the state declares, and joint leave, which is often declared late.
CATEGORIES = {"public": Holiday.Kind.PUBLIC, "government": Holiday.Kind.JOINT_LEAVE}
NAME_LENGTH = 160


def sync(years: Iterable[int]) -> int:
    """Bring the table in line with the package for these years and return how many rows changed.

    A row staff overruled stays as they left it; a day the package no longer knows goes, unless staff overruled it.
    """
    wanted = set(years)
    known = _known(wanted)
    rows = {(row.date, row.kind): row for row in Holiday.objects.filter(date__year__in=wanted)}
    missing = sorted(known.keys() - rows.keys())
    new = [Holiday(date=day, kind=kind, name=known[day, kind]) for day, kind in missing]
    Holiday.objects.bulk_create(new, ignore_conflicts=True)
    renamed = [row for key, row in rows.items() if not row.is_overruled and known.get(key, row.name) != row.name]
    for row in renamed:
        row.name = known[row.date, row.kind]
    Holiday.objects.bulk_update(renamed, ["name"])
    gone = [
        row.pk
        for key, row in rows.items()
        if key not in known and not row.is_overruled and row.kind != Holiday.Kind.HOUSE
    ]
    Holiday.objects.filter(pk__in=gone).delete()
    return len(new) + len(renamed) + len(gone)


def _known(years: set[int]) -> dict[tuple[date, str], str]:
    found: dict[tuple[date, str], str] = {}
    for category, kind in CATEGORIES.items():
        calendar = holidays.country_holidays("ID", years=years, categories=(category,), language="id")
        for day, name in calendar.items():
            found[day, kind.value] = name[:NAME_LENGTH]
    return found

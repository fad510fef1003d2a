"""Count days and store what came out. Counting a day again replaces its numbers, so twice is as good as once."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Max

from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.locking import locked
from rumah.core.models import AuditEntry
from rumah.figures import pooled
from rumah.figures.measures import all_measures
from rumah.figures.models import DayFigure, RolledDay
from rumah.figures.statements import select, with_days

# Days counted in one transaction: a run that is killed loses no more.
STEP = 7
INSERT = " INSERT INTO figures_dayfigure (day, district_code, part, value, measure) "


def roll(days: Sequence[date]) -> None:
    """Count these days (WIB) in one transaction. Whoever counts one of them at the same time waits, or is refused.

    Raises Conflict when another run keeps one of the days longer than three seconds.
    """
    if not days:
        return
    with transaction.atomic():
        RolledDay.objects.bulk_create([RolledDay(day=day) for day in days], ignore_conflicts=True)
        locked(RolledDay.objects.filter(day__in=days))
        # Before counting: what comes while we count is late, and counted again.
        now, seen = clock.now(), AuditEntry.objects.aggregate(last=Max("id"))["last"] or 0
        head, values = with_days(days)
        DayFigure.objects.filter(measure__in=all_measures(), day__in=days).delete()
        with connection.cursor() as cursor:
            for measure in all_measures().values():
                # The measure's code is a value like any other; the rest is our own text.
                body = f"SELECT q.*, %s FROM ({select(measure)}) q"
                cursor.execute(head + INSERT + body, [*values, measure.code])
        RolledDay.objects.filter(day__in=days).update(rolled_at=now, seen=seen, is_dirty=False)


def roll_range(first: date, last: date, *, step: int = STEP, tell: Callable[[str], object] = str) -> int:
    """Count every day from `first` to `last`, both inclusive, and return how many; today and later are left out."""
    yesterday = clock.today() - timedelta(days=1)
    days = [first + timedelta(days=at) for at in range((min(last, yesterday) - first).days + 1)]
    for at in range(0, len(days), step):
        part = days[at : at + step]
        roll(part)
        tell(f"{part[0]:%Y-%m-%d} – {part[-1]:%Y-%m-%d}")
    if days:
        pooled.count()
    return len(days)


def first_day() -> date | None:
    """Return the day the first business came, or None in an empty house. One query."""
    created = Business.objects.order_by("created_at").values_list("created_at", flat=True).first()
    return clock.local(created).date() if created else None

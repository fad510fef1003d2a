"""What must be counted now: days never counted, days something changed late in, and the last days once a night."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Max

from mentoring.sessions.models import Session
from rumah.core import clock
from rumah.core.models import AuditEntry
from rumah.figures import pooled
from rumah.figures.models import RolledDay
from rumah.figures.roll import STEP, first_day, roll
from rumah.figures.statements import WIB

# Counted again each night: most late words come within a week.
RECENT = 7
# In one run; a house that begins with years behind it is done after a few.
AT_MOST = 56
# Verbs after which a day long past may hold another number.
LATE = ("sessions.complete", "sessions.no_show", "sessions.cancel", "sessions.reschedule", "journal.set_effort")
# Ids of the trail are given before they are committed: those that were under way are looked at again, and no
# transaction lasts that long.
SLACK, UNDER_WAY = 2_000, timedelta(minutes=10)


def catch_up() -> int:
    """Count what is due, at most eight weeks of it, newest first, and return how many days that were."""
    note_late()
    days = due()[:AT_MOST]
    for at in range(0, len(days), STEP):
        roll(days[at : at + STEP])
    if days:
        pooled.count()
    return len(days)


def due() -> list[date]:
    """Return the days that must be counted, newest first. Three queries."""
    first, today = first_day(), clock.today()
    if first is None:
        return []
    midnight = datetime.combine(today, time.min, WIB).astimezone(UTC)
    wanted = set(RolledDay.objects.filter(is_dirty=True, day__lt=today).values_list("day", flat=True))
    known = dict(RolledDay.objects.filter(day__gte=first).values_list("day", "rolled_at"))
    for back in range(1, (today - first).days + 1):
        day = today - timedelta(days=back)
        rolled_at = known.get(day)
        if rolled_at is None or (back <= RECENT and rolled_at < midnight):
            wanted.add(day)
    return sorted(wanted, reverse=True)


def mark_dirty(days: set[date]) -> int:
    """Have these days counted again at the next run and return how many; those never counted come anyway."""
    return RolledDay.objects.filter(day__in=days, rolled_at__isnull=False).update(is_dirty=True)


def note_late() -> int:
    """Mark the counted days that the trail has since told something about, and return how many."""
    seen = RolledDay.objects.aggregate(seen=Max("seen"))["seen"]
    if seen is None:
        return 0
    news = AuditEntry.objects.filter(verb__in=LATE, id__gt=seen - SLACK).order_by("id")
    rows = list(news.values_list("target_id", "at", "data"))
    starts = _starts({target for target, _at, _data in rows})
    latest: dict[date, datetime] = {}
    for target, at, data in rows:
        told = {date.fromisoformat(data["on"])} if "on" in data else set()
        told |= {starts[target]} if target in starts else set()
        latest |= dict.fromkeys(told, at)
    known = RolledDay.objects.filter(day__in=latest, is_dirty=False).values_list("day", "rolled_at")
    return mark_dirty({day for day, rolled_at in known if rolled_at and rolled_at < latest[day] + UNDER_WAY})


def _starts(targets: set[str]) -> dict[str, date]:
    ids = [UUID(target) for target in targets if len(target) == 36]
    found = Session.objects.filter(pk__in=ids).values_list("pk", "starts_at")
    return {str(pk): clock.local(starts_at).date() for pk, starts_at in found}

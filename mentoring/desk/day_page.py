"""The mentor's day: today's sessions, the coming ones, and those that wait for a mark."""

from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentoring.desk.access import mentor_only
from mentoring.journal import queries as journal
from mentoring.services.models import Mentor
from mentoring.sessions import queries
from mentoring.sessions.models import Session, SessionState
from rumah.core import clock

# Further than any service can be booked.
AHEAD = 366


@mentor_only
@require_safe
def day(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Show today, the next days, and what is left over, on the mentor's own clock."""
    zone, now = ZoneInfo(mentor.zone), clock.now()
    today, rows, begun = clock.today(zone), journal.days(mentor, ahead=AHEAD), queries.unmarked(mentor)
    # One that began before midnight belongs here as well.
    running = [row for row in begun if row.ends_at > now]
    early = [row for row in rows if row.starts_at > now and row.state == SessionState.CONFIRMED]
    running += [row for row in early if hasattr(row, "log")]
    above = {row.pk for row in (*begun, *running)}
    parts = {
        "running": running,
        "unmarked": [row for row in begun if row.ends_at <= now],
        "todays": [row for row in rows if clock.local(row.starts_at, zone).date() == today and row.pk not in above],
        "coming": [row for row in rows if clock.local(row.starts_at, zone).date() > today],
    }
    context = {"mentor": mentor, "asked": len(queries.requests_of(mentor)), "today": today}
    return render(request, "desk/day.html", context | {name: together(part) for name, part in parts.items()})


def together(rows: Iterable[Session]) -> list[list[Session]]:
    """Return the sessions in order, those of one workshop as one group: a full hall would hide all the others."""
    groups: dict[UUID, list[Session]] = {}
    for row in rows:
        groups.setdefault(row.occurrence_id or row.pk, []).append(row)
    return list(groups.values())

"""The mentor's day: today's sessions, the coming ones, and those that wait for a mark."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentoring.desk.access import mentor_only
from mentoring.journal import queries as journal
from mentoring.services.models import Mentor
from mentoring.sessions import queries
from mentoring.sessions.models import SessionState
from rumah.core import clock


@mentor_only
@require_safe
def day(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Show today, the next days, and what is left over, on the mentor's own clock."""
    zone, now = ZoneInfo(mentor.zone), clock.now()
    today, unmarked = clock.today(zone), [row for row in queries.unmarked(mentor) if row.ends_at <= now]
    rows = journal.days(mentor, ahead=60)
    running = [row for row in rows if row.state == SessionState.CONFIRMED and hasattr(row, "log") and row.ends_at > now]
    above = {row.pk for row in (*unmarked, *running)}
    context = {
        "mentor": mentor, "asked": len(queries.requests_of(mentor)), "today": today,
        "running": running, "unmarked": unmarked,
        "todays": [row for row in rows if clock.local(row.starts_at, zone).date() == today and row.pk not in above],
        "coming": [row for row in rows if clock.local(row.starts_at, zone).date() > today],
    }  # fmt: skip
    return render(request, "desk/day.html", context)

"""The mentor's day: today's sessions, the coming ones, and those that wait for a mark."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoring.desk.access import mentor_only
from mentoring.services.models import Mentor
from mentoring.sessions import ics, queries
from mentoring.sessions.cancel import cancel
from mentoring.sessions.finish import complete, no_show
from mentoring.sessions.models import Session, SessionState
from rumah.core import clock
from rumah.core.errors import DomainError


@mentor_only
@require_safe
def day(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Show today's and coming sessions on the mentor's own clock."""
    zone = ZoneInfo(mentor.zone)
    today = clock.today(zone)
    rows = queries.coming(mentor)
    context = {
        "mentor": mentor,
        "today": today,
        "todays": [row for row in rows if clock.local(row.starts_at, zone).date() == today],
        "coming": [row for row in rows if clock.local(row.starts_at, zone).date() > today],
        "unmarked": queries.unmarked(mentor),
    }
    return render(request, "desk/day.html", context)


def _own(mentor: Mentor, pk: UUID) -> Session:
    found = queries.mentor_session(mentor, pk)
    if found is None:
        raise Http404
    return found


@mentor_only
@require_safe
def session(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Show one session with what the mentor needs to prepare, and what can be done with it."""
    found = _own(mentor, pk)
    has_begun = found.starts_at <= clock.now()
    context = {"session": found, "mentor": mentor, "has_begun": has_begun, "place": ics.location(found)}
    context["is_open"] = found.state == SessionState.CONFIRMED
    return render(request, "desk/session.html", context)


@mentor_only
@require_POST
def mark(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Mark a session as held or missed, or cancel it."""
    found, result = _own(mentor, pk), request.POST.get("hasil", "")
    try:
        if result == SessionState.CANCELLED:
            cancel(actor=mentor.user, session=found, reason=request.POST.get("alasan", ""))
        elif result == SessionState.NO_SHOW:
            no_show(actor=mentor.user, session=found)
        elif result == SessionState.COMPLETED:
            complete(actor=mentor.user, session=found)
        else:
            raise DomainError(_("Pilih hasil sesi."))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Sesi sudah diperbarui."))
    return HttpResponseRedirect(f"/meja/sesi/{pk}/", status=303)

"""Booked sessions that no longer fit the mentor's hours, each with the next free times to move it to."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoring.desk.access import mentor_only
from mentoring.schedule.moments import chosen_start
from mentoring.services.models import Mentor
from mentoring.sessions import queries
from mentoring.sessions.affected import affected, next_times
from mentoring.sessions.models import Session
from mentoring.sessions.reschedule import reschedule
from rumah.accounts.models import User
from rumah.core.errors import DomainError

PATH = "/meja/jadwal/terdampak/"


@mentor_only
@require_safe
def page(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """List them, earliest first."""
    return render(request, "desk/affected.html", {"hits": next_times(affected(mentor)), "mentor": mentor})


@mentor_only
@require_POST
def move(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Move one of the mentor's own sessions to the time of the button that was pressed."""
    session = queries.mentor_session(mentor, pk)
    if session is None:
        raise Http404
    move_to(request, mentor.user, session)
    return HttpResponseRedirect(PATH, status=303)


def move_to(request: HttpRequest, actor: User, session: Session) -> None:
    """Move the session for the house, and tell how it went."""
    starts_at = chosen_start(request.POST.get("mulai", ""))
    try:
        if starts_at is None:
            raise DomainError(_("Pilih jadwal dari daftar."))
        reschedule(actor=actor, session=session, starts_at=starts_at)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Sesi dipindahkan. Kedua pihak mendapat kabar."))

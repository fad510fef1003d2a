"""Booked sessions that no longer fit the mentor's hours, each with the next free times to move it to."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mentoring.desk.access import mentor_only
from mentoring.schedule.models import Occurrence
from mentoring.schedule.moments import chosen_start
from mentoring.services.models import Mentor
from mentoring.sessions import affected_workshops, queries
from mentoring.sessions.affected import affected, next_times
from mentoring.sessions.call_off import call_off
from mentoring.sessions.models import Session
from mentoring.sessions.move_workshop import move_workshop
from mentoring.sessions.reschedule import reschedule
from rumah.accounts.models import User
from rumah.core.errors import DomainError

PATH = "/meja/jadwal/terdampak/"


@mentor_only
@require_safe
def page(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """List them, earliest first."""
    workshops = affected_workshops.next_times(affected_workshops.affected_workshops(mentor))
    context = {"hits": next_times(affected(mentor)), "workshops": workshops, "mentor": mentor}
    return render(request, "desk/affected.html", context)


@mentor_only
@require_POST
def move(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Move one of the mentor's own sessions to the time of the button that was pressed."""
    session = queries.mentor_session(mentor, pk)
    if session is None:
        raise Http404
    move_to(request, mentor.user, session)
    return HttpResponseRedirect(PATH, status=303)


@mentor_only
@require_POST
def workshop(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Move one of the mentor's own workshops to the time of the button, or call it off (`batal`)."""
    change_workshop(request, mentor.user, get_object_or_404(mentor.occurrences, pk=pk))
    return HttpResponseRedirect(PATH, status=303)


def change_workshop(request: HttpRequest, actor: User, row: Occurrence) -> None:
    """Move the workshop or call it off, as the pressed button says, and tell how it went."""
    try:
        if "batal" in request.POST:
            told = call_off(actor=actor, workshop=row, reason=request.POST.get("alasan", ""))
            said = _("Lokakarya dibatalkan.")
        else:
            starts_at = chosen_start(request.POST.get("mulai", ""))
            if starts_at is None:
                raise DomainError(_("Pilih jadwal dari daftar."))
            along, lost = move_workshop(actor=actor, workshop=row, starts_at=starts_at)
            told, said = along + lost, _("Lokakarya dipindahkan.")
    except DomainError as error:
        messages.error(request, str(error))
    else:
        text = ngettext("%(number)s peserta mendapat kabar.", "%(number)s peserta mendapat kabar.", told)
        messages.success(request, f"{said} {text % {'number': told}}")


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

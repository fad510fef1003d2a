"""One session on the mentor's desk: what to know before, what to keep of it, and what comes after."""

from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoring.desk.access import mentor_only
from mentoring.desk.work_forms import EffortForm, ItemForm, StepForm
from mentoring.journal import brief, queries
from mentoring.journal.finish import finish
from mentoring.journal.served import TOGETHER
from mentoring.journal.start import EARLY, start
from mentoring.services.models import Mentor
from mentoring.sessions import ics, needs
from mentoring.sessions.cancel import cancel
from mentoring.sessions.finish import no_show
from mentoring.sessions.models import Session, SessionState
from mentoring.sessions.queries import mentor_session
from rumah.core import clock
from rumah.core.errors import DomainError


def own(mentor: Mentor, pk: UUID) -> Session:
    """Return one of the mentor's sessions, or 404."""
    found = mentor_session(mentor, pk)
    if found is None:
        raise Http404
    return found


@mentor_only
@require_safe
def session(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Show one session with all that belongs to it."""
    return show(request, mentor, own(mentor, pk))


@mentor_only
@require_POST
def begin(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Start the session."""
    found = own(mentor, pk)
    try:
        start(actor=mentor.user, session=found)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Sesi dimulai."))
    return back(pk)


@mentor_only
@require_POST
def mark(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Mark a session as held or missed, or cancel it."""
    found, result = own(mentor, pk), request.POST.get("hasil", "")
    try:
        if result == SessionState.CANCELLED:
            cancel(actor=mentor.user, session=found, reason=request.POST.get("alasan", ""))
        elif result == SessionState.NO_SHOW:
            no_show(actor=mentor.user, session=found)
        elif result == SessionState.COMPLETED:
            finish(actor=mentor.user, session=found)
        else:
            raise DomainError(_("Pilih hasil sesi."))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Sesi sudah diperbarui."))
    return back(pk)


def back(pk: UUID, part: str = "") -> HttpResponse:
    """Lead back to the session, to one of its parts."""
    return HttpResponseRedirect(f"/meja/sesi/{pk}/{part and '#'}{part}", status=303)


def show(request: HttpRequest, mentor: Mentor, found: Session, *, status: int = 200, **refused: Any) -> HttpResponse:
    """Show the session; a form that was refused (`effort`, `item`, `step`, `typed`) keeps what was typed."""
    now, journal = clock.now(), queries.journal_of(found)
    is_open = found.state == SessionState.CONFIRMED
    context = {
        "session": found, "mentor": mentor, "journal": journal, "place": ics.location(found), "is_open": is_open,
        "has_begun": found.starts_at <= now, "is_together": found.state in TOGETHER,
        "can_start": is_open and journal.log is None and now >= found.starts_at - EARLY,
        "brief": brief.brief(found.business), "photos": brief.photos_of(found.product) if found.product else [],
        "open_items": [item for item in queries.open_items_of(found.business) if item.session_id != found.pk],
        "answers": found.answers.all(), "needs": needs.for_mentor(mentor=mentor, session=found),
        "link": ics.online_link(found), "today": clock.today(), "typed": None, **_forms(mentor, found), **refused,
    }  # fmt: skip
    context["refused"] = next((context[name] for name in ("effort", "item", "step") if name in refused), None)
    return render(request, "desk/session.html", context, status=status)


def _forms(mentor: Mentor, found: Session) -> dict[str, Any]:
    """Return the empty forms, with the dates that are usual."""
    day = min(clock.local(found.starts_at, ZoneInfo(mentor.zone)).date(), clock.today(ZoneInfo(mentor.zone)))
    week = clock.today() + timedelta(days=7)
    return {
        "effort": EffortForm(initial={"kind": "preparation", "on": day}, auto_id="kerja_%s"),
        "item": ItemForm(initial={"due_on": week}, auto_id="tindak_%s"),
        "step": StepForm(
            initial={"service": found.service_id, "earliest_on": week + timedelta(days=7)}, auto_id="lanjut_%s"
        ),
    }

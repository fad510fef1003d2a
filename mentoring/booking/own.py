"""The owner's sessions; those of others are not found."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mentoring.booking.after_form import question
from mentoring.journal.queries import afterwards
from mentoring.sessions import ics, queries
from mentoring.sessions.cancel import cancel, is_late
from mentoring.sessions.models import OPEN, Session, SessionState
from rumah.accounts.models import User
from rumah.businesses.handing import send_private
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.core.paper.code import qr_svg


def own_session(request: HttpRequest, pk: UUID) -> Session:
    """Return the person's own session, or answer 404."""
    found = queries.own_session(cast("User", request.user), pk)
    if found is None:
        raise Http404
    return found


@login_required
@never_cache
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """List the sessions of all businesses the person speaks for, latest first, and where they wait."""
    user = cast("User", request.user)
    page = queries.page_for(user, cursor=request.GET.get("dari", ""))
    next_url = f"?dari={page.next_cursor}" if page.next_cursor else ""
    waiting = [] if "dari" in request.GET else queries.waiting_of(user)
    return render(
        request, "booking/sessions.html", {"sessions": page.rows, "next_url": next_url, "waiting": waiting}
    )  # fmt: skip


@login_required
@never_cache
@require_safe
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one session: when, where, with whom, the code for the door, and how to move or cancel it."""
    found = own_session(request, pk)
    is_open = found.state in OPEN and found.starts_at > clock.now()
    confirmed = is_open and found.state == SessionState.CONFIRMED
    context = {
        "session": found, "can_cancel": is_open, "place": ics.location(found), "link": ics.online_link(found),
        "answers": found.answers.all(), "is_late": is_late(found), "series": queries.series_of(found),
        "can_move": confirmed and not is_late(found) and found.moves < found.service.reschedule_cap,
        "code": confirmed and _code(found), "today": clock.today(),
    }  # fmt: skip
    context["after"] = after = afterwards(found)
    context["question"] = question(after.answer)
    return render(request, "booking/session.html", context)


def _code(session: Session) -> object:
    address = f"{settings.BASE_URL}/pendampingan/kedatangan/?kode={session.code}"
    return qr_svg(address, label=_("Kode kedatangan %(code)s") % {"code": session.code})


@login_required
@never_cache
@require_safe
def calendar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand out the calendar entry."""
    response = HttpResponse(ics.entry(own_session(request, pk)), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sesi-pendampingan.ics"'
    return response


@login_required
@never_cache
@require_safe
def answer_file(request: HttpRequest, pk: UUID) -> FileResponse:
    """Hand out the file of an answer to the business, and to the mentor of the session."""
    found = queries.answer_for(cast("User", request.user), pk)
    if found is None:
        raise Http404
    return send_private(found.file, f"jawaban-{found.position + 1}")


@login_required
@require_POST
def cancel_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cancel, with an optional reason."""
    try:
        cancel(
            actor=cast("User", request.user), session=own_session(request, pk), reason=request.POST.get("alasan", "")
        )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Sesi dibatalkan. Pendamping sudah kami beri tahu."))
    return HttpResponseRedirect(f"/pendampingan/sesi/{pk}/", status=303)

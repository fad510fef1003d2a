"""The owner's sessions; those of others are not found."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mentoring.booking.after_form import question
from mentoring.journal.queries import afterwards
from mentoring.sessions import ics, queries
from mentoring.sessions.cancel import cancel
from mentoring.sessions.models import Session, SessionState
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.errors import DomainError


def _own(request: HttpRequest, pk: UUID) -> Session:
    found = queries.own_session(cast("User", request.user), pk)
    if found is None:
        raise Http404
    return found


@login_required
@never_cache
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """List the sessions of all businesses the person speaks for, latest first."""
    page = queries.page_for(cast("User", request.user), cursor=request.GET.get("dari", ""))
    next_url = f"?dari={page.next_cursor}" if page.next_cursor else ""
    return render(request, "booking/sessions.html", {"sessions": page.rows, "next_url": next_url})


@login_required
@never_cache
@require_safe
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one session: when, where, with whom, and how to cancel."""
    found = _own(request, pk)
    can_cancel = found.state == SessionState.CONFIRMED and found.starts_at > clock.now()
    after = afterwards(found)
    context = {"session": found, "can_cancel": can_cancel, "place": ics.location(found), "today": clock.today()}
    context |= {"after": after, "question": question(after.answer)}
    return render(request, "booking/session.html", context)


@login_required
@never_cache
@require_safe
def calendar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand out the calendar entry."""
    response = HttpResponse(ics.entry(_own(request, pk)), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sesi-pendampingan.ics"'
    return response


@login_required
@require_POST
def cancel_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cancel, with an optional reason."""
    try:
        cancel(actor=cast("User", request.user), session=_own(request, pk), reason=request.POST.get("alasan", ""))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Sesi dibatalkan. Pendamping sudah kami beri tahu."))
    return HttpResponseRedirect(f"/pendampingan/sesi/{pk}/", status=303)

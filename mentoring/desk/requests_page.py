"""Requests that wait for the mentor's answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoring.desk.access import mentor_only
from mentoring.services.models import Mentor
from mentoring.sessions import queries
from mentoring.sessions.answer import confirm, decline
from rumah.core.errors import DomainError

PATH = "/meja/permintaan/"


@mentor_only
@require_safe
def requests(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """List them, most urgent first."""
    return render(request, "desk/requests.html", {"mentor": mentor, "rows": queries.requests_of(mentor)})


@mentor_only
@require_POST
def answer(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Accept one, or pass it on to the next mentor."""
    found = queries.mentor_session(mentor, pk)
    if found is None:
        raise Http404
    try:
        if "terima" in request.POST:
            confirm(actor=mentor.user, session=found)
            messages.success(request, _("Permintaan diterima. Pemilik usaha sudah kami beri tahu."))
        else:
            decline(actor=mentor.user, session=found, reason=request.POST.get("alasan", ""))
            messages.success(request, _("Permintaan diteruskan ke pendamping lain."))
    except DomainError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(PATH, status=303)

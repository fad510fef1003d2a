"""Waiting for a time: join the line, leave it, and answer an offer."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mentoring.booking.forms import TargetForm
from mentoring.services.queries import open_service
from mentoring.sessions import queries, waitlist
from mentoring.sessions.models import Offer
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.errors import DomainError

OWN = "/pendampingan/sesi/"
FIELDS = {"product": "target", "business": "target"}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for whom, and put them in line."""
    service, user = open_service(slug), cast("User", request.user)
    if service is None:
        raise Http404
    form = TargetForm(request.POST or None, user=user, service=service)
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                waitlist.join(actor=user, service=service, **form.chosen_target())
                messages.success(request, _("Anda masuk daftar tunggu. Bila ada jadwal, kami simpan dan kabari Anda."))
                return HttpResponseRedirect(OWN, status=303)
        except DomainError as error:
            status = 422 if error.status == 400 else error.status
            for problem in error.problems:
                form.add_error(FIELDS.get(problem.field or ""), str(problem.message))
    return render(request, "booking/wait.html", {"service": service, "form": form}, status=status)


@login_required
@require_POST
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave the line."""
    user = cast("User", request.user)
    row = queries.own_waiting(user, pk)
    if row is None:
        raise Http404
    waitlist.leave(actor=user, waiting=row)
    messages.success(request, _("Anda keluar dari daftar tunggu."))
    return HttpResponseRedirect(OWN, status=303)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what is kept for the person and until when; two buttons answer."""
    user = cast("User", request.user)
    found = queries.own_offer(user, pk)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _answer(request, user, found)
    is_open = found.state == Offer.State.OPEN and found.expires_at > clock.now()
    return render(request, "booking/offer.html", {"offer": found, "is_open": is_open})


def _answer(request: HttpRequest, user: User, found: Offer) -> HttpResponse:
    try:
        if "tolak" in request.POST:
            waitlist.decline(actor=user, offer=found)
            messages.success(request, _("Tawaran dilepas. Anda tetap ada di daftar tunggu."))
            return HttpResponseRedirect(OWN, status=303)
        session = waitlist.accept(actor=user, offer=found)
    except DomainError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(request.path, status=303)
    messages.success(request, _("Sesi Anda terjadwal. Kami juga mengirim undangan kalender."))
    return HttpResponseRedirect(f"{OWN}{session.pk}/", status=303)

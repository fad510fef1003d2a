"""Arrivals at the house: staff type the code, or scan the QR code that leads here."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoring.sessions.check_in import check_in
from mentoring.walkin.draw import may_run_queue
from rumah.accounts.models import User
from rumah.core.errors import DomainError


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def arrival(request: HttpRequest) -> HttpResponse:
    """Ask for the code and note the arrival; a scanned code is filled in and needs one tap."""
    user = cast("User", request.user)
    if not may_run_queue(user):
        raise Http404
    if request.method != "POST":
        return render(request, "booking/arrival.html", {"code": request.GET.get("kode", "")[:12]})
    code = request.POST.get("kode", "")[:40]
    try:
        session = check_in(actor=user, code=code)
    except DomainError as error:
        status = 422 if error.status == 400 else error.status
        return render(request, "booking/arrival.html", {"code": code, "said": str(error)}, status=status)
    facts = {"business": session.business.name, "mentor": session.mentor.user.name}
    messages.success(request, _("%(business)s sudah datang. Pendamping: %(mentor)s.") % facts)
    return HttpResponseRedirect(request.path, status=303)

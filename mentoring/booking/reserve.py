"""The confirm page: what is booked, for which product, one optional question, one button."""

from datetime import timedelta
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoring.booking.forms import BookForm
from mentoring.booking.times import chosen_start
from mentoring.schedule.calendar import HOUSE
from mentoring.schedule.slots import Slot, slots
from mentoring.services import queries
from mentoring.services.models import Mentor, Service
from mentoring.sessions.book import book
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.errors import DomainError

FIELDS = {"start": "mulai", "mentor": "pendamping", "product": "target", "business": "target", "note": "note"}
FRESH = 12


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the choice once more and book it; a refusal shows why, with fresh times and everything typed."""
    service = queries.open_service(slug)
    if service is None:
        raise Http404
    mentors = queries.mentors_of(service)
    user = cast("User", request.user)
    if request.method != "POST":
        picked = {name: request.GET.get(name, "") for name in ("mulai", "pendamping", "target")}
        form = BookForm(initial=picked, user=user, service=service, mentors=mentors)
        return _show(request, service, form)
    form = BookForm(request.POST, user=user, service=service, mentors=mentors)
    if not form.is_valid():
        return _show(request, service, form, status=422)
    try:
        session = book(actor=user, service=service, **form.chosen())
    except DomainError as error:
        for problem in error.problems:
            form.add_error(FIELDS.get(problem.field or ""), str(problem.message))
        return _show(request, service, form, status=error.status)
    messages.success(request, _("Sesi Anda terjadwal. Kami juga mengirim undangan kalender."))
    return HttpResponseRedirect(f"/pendampingan/sesi/{session.pk}/", status=303)


def _show(request: HttpRequest, service: Service, form: BookForm, status: int = 200) -> HttpResponse:
    start = chosen_start(str(form["mulai"].value() or ""))
    mentor = form.mentors.get(str(form["pendamping"].value() or ""))
    offers = _fresh(service, form, mentor) if start is None or "mulai" in form.errors else []
    context = {"service": service, "form": form, "start": start, "offers": offers, "mentor": mentor}
    return render(request, "booking/reserve.html", context, status=status)


def _fresh(service: Service, form: BookForm, mentor: Mentor | None) -> list[Slot]:
    """Return the next free times from the wanted day on; those of the chosen mentor if there are any."""
    wanted = chosen_start(str(form["mulai"].value() or ""))
    today = clock.today(HOUSE)
    first = max(clock.local(wanted, HOUSE).date(), today) if wanted else today
    last = today + timedelta(days=service.horizon)
    found = slots(service=service, first=first, last=last, mentor=mentor)
    return (found or slots(service=service, first=today, last=last))[:FRESH]

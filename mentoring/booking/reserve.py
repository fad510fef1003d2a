"""The confirm page: what is booked, for which product, what the service asks, one button. The slot is held."""

from datetime import datetime, timedelta
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mentoring.booking.forms import BookForm
from mentoring.booking.pages import kept_for
from mentoring.booking.times import chosen_start
from mentoring.schedule.calendar import HOUSE
from mentoring.schedule.slots import slots
from mentoring.schedule.workshops import open_workshops
from mentoring.services import queries
from mentoring.services.models import Mentor, Service
from mentoring.sessions import needs
from mentoring.sessions.book import book
from mentoring.sessions.hold import hold, let_go
from mentoring.sessions.kept_days import is_kept
from mentoring.sessions.models import Hold, Session, SessionState
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.errors import DomainError

FIELDS = {
    "start": "mulai", "mentor": "pendamping", "product": "target", "business": "target", "note": "note",
    "place": "tempat",
}  # fmt: skip
FRESH = 12


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the choice once more and book it; a refusal shows why, with fresh times and everything typed."""
    service = _service(slug)
    mentors = queries.mentors_of(service)
    user = cast("User", request.user)
    if request.method != "POST":
        picked = {name: request.GET.get(name, "") for name in ("mulai", "pendamping", "tempat", "target")}
        picked["kebutuhan"] = needs.told_by(user)
        return _open(request, service, BookForm(initial=picked, user=user, service=service, mentors=mentors))
    form = BookForm(request.POST, request.FILES, user=user, service=service, mentors=mentors)
    if not form.is_valid():
        return _show(request, service, form, status=422)
    try:
        session = book(actor=user, service=service, **form.chosen())
    except DomainError as error:
        refuse(form, error)
        return _show(request, service, form, status=422 if error.status == 400 else error.status)
    needs.tell(actor=user, words=form.cleaned_data["kebutuhan"])
    messages.success(request, _said(session))
    return HttpResponseRedirect(f"/pendampingan/sesi/{session.pk}/", status=303)


@login_required
@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the held slot go and show the days again."""
    service = _service(slug)
    let_go(actor=cast("User", request.user), service=service)
    return HttpResponseRedirect(f"/pendampingan/{service.slug}/", status=303)


def refuse(form: BookForm, error: DomainError) -> None:
    """Put each problem at its field, and what belongs to none above the form."""
    for problem in error.problems:
        name = FIELDS.get(problem.field or "", problem.field)
        form.add_error(name if name in form.fields else None, str(problem.message))


def _service(slug: str) -> Service:
    service = queries.open_service(slug)
    if service is None:
        raise Http404
    return service


def _said(session: Session) -> str:
    if session.state == SessionState.REQUESTED:
        return _("Permintaan terkirim. Pendamping akan menjawab; kami kabari Anda.")
    return _("Sesi Anda terjadwal. Kami juga mengirim undangan kalender.")


def _open(request: HttpRequest, service: Service, form: BookForm) -> HttpResponse:
    """Hold the wanted slot and show the form; one that is gone shows fresh times instead."""
    start, mentor = _wanted(form)
    if start is None or service.seats > 1 or not form.fields["target"].choices:  # type: ignore[attr-defined]
        return _show(request, service, form)
    place = str(form["tempat"].value() or "")
    try:
        kept = hold(
            actor=cast("User", request.user), service=service, starts_at=start, mentor=mentor,
            place=place if place in service.places else "",
        )  # fmt: skip
    except DomainError as error:
        return _show(request, service, form, gone=str(error))
    return _show(request, service, form, kept=kept)


def _wanted(form: BookForm) -> tuple[datetime | None, Mentor | None]:
    return chosen_start(str(form["mulai"].value() or "")), form.mentors.get(str(form["pendamping"].value() or ""))


def _show(
    request: HttpRequest, service: Service, form: BookForm, *, status: int = 200, kept: Hold | None = None,
    gone: str = "",
) -> HttpResponse:  # fmt: skip
    start, mentor = _wanted(form)
    wants_fresh = start is None or gone or "mulai" in form.errors
    offers = _fresh(request, service, form, mentor) if wants_fresh else []
    context = {"service": service, "form": form, "start": start, "offers": offers, "mentor": mentor}
    context |= {"kept": kept, "gone": gone, "told": form["kebutuhan"].value()}
    return render(request, "booking/reserve.html", context, status=status)


def _fresh(request: HttpRequest, service: Service, form: BookForm, mentor: Mentor | None) -> list[datetime]:
    """Return the next free times from the wanted day on; those of the chosen mentor if there are any."""
    wanted = chosen_start(str(form["mulai"].value() or ""))
    today = clock.today(HOUSE)
    first = max(clock.local(wanted, HOUSE).date(), today) if wanted else today
    last = today + timedelta(days=service.horizon)
    if service.seats > 1:
        rows = [one.starts_at for one in open_workshops(service) if one.seats_taken < one.seats]
        kept = kept_for(request, service, first=today, last=clock.local(max(rows), HOUSE).date()) if rows else set()
        return [start for start in rows if not is_kept(kept, start)][:FRESH]
    kept = kept_for(request, service, first=today, last=last)
    for since, whom in ((first, mentor), (today, None)):
        found = slots(service=service, first=since, last=last, mentor=whom)
        if fresh := [one.starts_at for one in found if not is_kept(kept, one.starts_at)]:
            return fresh[:FRESH]
    return []

"""Events: the list, one event with its form, and the registration behind its signed link."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rumah.content.queries import parts
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.core.origin import same_origin_post
from rumah.core.pagecache import storable
from rumah.core.throttle import client_address, wait_after
from rumah.events import messages, queries
from rumah.events.forms import RegisterForm
from rumah.events.leave import leave
from rumah.events.links import path_of, registration_by
from rumah.events.models import EventPage, Registration
from rumah.events.register import register

# A family or an office behind one address registers several people; a program registers hundreds.
MOST, SECONDS = 20, 3600


@require_safe
@storable
def events(request: HttpRequest) -> HttpResponse:
    """Show what is to come, or with `?lewat=1` what is over."""
    is_past = request.GET.get("lewat") == "1"
    found = queries.past(request.GET.get("lanjut", "")[:400]) if is_past else None
    context = {
        "page": queries.index(), "is_past": is_past, "events": found.rows if found else queries.coming(),
        "next_url": f"/acara/?lewat=1&lanjut={found.next_cursor}" if found and found.next_cursor else "",
    }  # fmt: skip
    return render(request, "events/events.html", context)


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one event, and register whoever fills in its form."""
    page = queries.event(slug)
    if page is None:
        raise Http404
    if request.method != "POST":
        return render_event(request, page)
    form = RegisterForm(request.POST)
    # Nothing but lengths is checked here; the verb says all the rest at once.
    status = _registered(request, page, form) if form.is_valid() else 422
    if isinstance(status, Registration):
        return HttpResponseRedirect(path_of(status))
    return render_event(request, page, form=form, status=status)


def _registered(request: HttpRequest, page: EventPage, form: RegisterForm) -> Registration | int:
    if wait_after("event", client_address(request), limit=MOST, seconds=SECONDS):
        form.add_error(None, _("Terlalu banyak pendaftaran dari sini. Coba lagi satu jam lagi."))
        return 429
    try:
        return register(event=page, language=request.LANGUAGE_CODE, **form.cleaned_data)
    except DomainError as error:
        form.tell(error)
        return error.status


def render_event(
    request: HttpRequest, page: EventPage, *, form: RegisterForm | None = None, status: int = 200
) -> HttpResponse:
    """Show `page`; the form stands there while seats are free and the event has not begun."""
    left = queries.seats_left(page)
    is_open = left is not None and page.starts_at > clock.now()
    context = {
        "page": page, "parts": parts(page), "left": left, "is_open": is_open, "is_over": page.ends_at <= clock.now(),
        "form": form or RegisterForm(), "asks": is_open and (left or form is not None),
    }  # fmt: skip
    return render(request, "events/event.html", context, status=status)


def _found(pk: UUID, signature: str) -> tuple[Registration, EventPage]:
    row = registration_by(pk, signature)
    page = queries.event_of(row.gathering.key) if row else None
    if row is None or page is None:
        raise Http404
    return row, page


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def registration(request: HttpRequest, pk: UUID, signature: str) -> HttpResponse:
    """Show a registration; only a press cancels it, for mail programs open links too."""
    row, page = _found(pk, signature)
    error, status = "", 200
    if request.method == "POST":
        try:
            leave(registration=row, event=page)
            return HttpResponseRedirect(path_of(row))
        except DomainError as refused:
            error, status = str(refused), refused.status
    context = {
        "row": row, "page": page, "path": path_of(row), "error": error, "is_off": row.state == "cancelled",
        "may_leave": page.starts_at > clock.now(),
    }  # fmt: skip
    response = render(request, "events/registration.html", context, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response


@require_safe
@never_cache
def calendar(request: HttpRequest, pk: UUID, signature: str) -> HttpResponse:
    """Hand out the entry for the phone's calendar."""
    row, page = _found(pk, signature)
    response = HttpResponse(messages.entry(row, page), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="acara.ics"'
    return response

"""The queue of walk-ins: the kiosk and the desks for staff, the board for the hall, a place in line for its owner."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mentoring.services.queries import open_service
from mentoring.walkin import queries
from mentoring.walkin.call import call_next, finish
from mentoring.walkin.draw import draw, may_run_queue
from mentoring.walkin.models import Ticket, TicketState
from rumah.accounts.models import User
from rumah.core.errors import DomainError
from rumah.core.paper.code import qr_svg

SECONDS = 15


@never_cache
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the numbers at the desks, and how many wait; for anybody, without names.

    A script asks whether it changed; a screen on a wall that runs none asks for the page anew (`?layar=1`).
    """
    called, lines = queries.called_now(), queries.lines()
    context = {"called": called, "lines": lines, "state": queries.state_of_board(called, lines)}
    return _renewed(request, render(request, "booking/board.html", context | {"is_renewed": _renews(request)}))


@never_cache
@require_safe
def board_state(_request: HttpRequest) -> JsonResponse:
    """Tell a board that is looked at whether it has to load anew."""
    return JsonResponse({"state": queries.state_of_board(queries.called_now(), queries.lines())})


@never_cache
@require_safe
def ticket(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show somebody's place in line."""
    found = _ticket(pk)
    ahead = queries.ahead(found)
    address = f"{settings.BASE_URL}{request.path}"
    code = qr_svg(address, label=_("Kode QR ke halaman nomor %(number)s") % {"number": found.name})
    context = {
        "ticket": found, "ahead": ahead, "code": code, "state": queries.state_of_ticket(found, ahead),
        "is_waiting": found.state == TicketState.WAITING, "is_called": found.state == TicketState.CALLED,
        "is_renewed": _renews(request),
    }  # fmt: skip
    return _renewed(request, render(request, "booking/ticket.html", context))


@never_cache
@require_safe
def ticket_state(_request: HttpRequest, pk: UUID) -> JsonResponse:
    """Tell the page of a place in line whether it has to load anew."""
    found = _ticket(pk)
    return JsonResponse({"state": queries.state_of_ticket(found, queries.ahead(found))})


def _ticket(pk: UUID) -> Ticket:
    found = queries.ticket(pk)
    if found is None:
        raise Http404
    return found


def _renews(request: HttpRequest) -> bool:
    return "layar" in request.GET


def _renewed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the browser ask again by itself, if whoever looks has chosen that: unasked it would take readers away."""
    if _renews(request):
        response["Refresh"] = str(SECONDS)
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest) -> HttpResponse:
    """Draw numbers and call them; nobody but staff and mentors finds it."""
    user = cast("User", request.user)
    if not may_run_queue(user):
        raise Http404
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_act(request, user), status=303)
        except DomainError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.path, status=303)
    lines = queries.lines()
    context = {"called": queries.called_now(), "lines": lines, "waits": any(line.waiting for line in lines)}
    return render(request, "booking/counter.html", context)


def _act(request: HttpRequest, user: User) -> str:
    """Do what the pressed button says and return where to go."""
    for name, came in (("selesai", True), ("tidak_ada", False)):
        if name in request.POST:
            one = queries.ticket(_key(request.POST[name]))
            if one is None:
                raise Http404
            finish(actor=user, ticket=one, came=came)
            return request.path
    service = open_service(request.POST.get("ambil") or request.POST.get("panggil", ""))
    if service is None:
        raise Http404
    if "ambil" in request.POST:
        return f"/pendampingan/antrean/{draw(actor=user, service=service).pk}/"
    called = call_next(actor=user, service=service, desk=request.POST.get("meja", ""))
    said = _("Nomor %(number)s dipanggil.") % {"number": called.name} if called else _("Tidak ada yang menunggu.")
    messages.success(request, said)
    return request.path


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None

"""Staff pages of the calendar: sessions that no longer fit it, and who comes to a workshop."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from mentoring.desk.affected_page import change_workshop, move_to
from mentoring.schedule.calendar import HOUSE
from mentoring.schedule.models import Occurrence
from mentoring.schedule.moments import chosen_day
from mentoring.sessions import affected_workshops
from mentoring.sessions.affected import affected, next_times
from mentoring.sessions.call_off import call_off
from mentoring.sessions.models import OPEN, Session
from rumah.core.errors import DomainError


@permission_required("mentoring_schedule.change_holiday")
@require_safe
def affected_sessions(request: HttpRequest) -> HttpResponse:
    """List the next sessions that no longer fit, of one date (`?tanggal=`) or of all, with free times."""
    day = chosen_day(request.GET.get("tanggal", ""))
    workshops = affected_workshops.next_times(affected_workshops.affected_workshops(day=day))
    context = {"hits": next_times(affected(day=day)), "workshops": workshops, "day": day, "zone": HOUSE.key}
    return render(request, "desk/staff_affected.html", context)


@permission_required("mentoring_schedule.change_holiday")
@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move one of them to the time of the button that was pressed."""
    user: Any = request.user
    move_to(request, user, get_object_or_404(Session, pk=pk))
    return redirect("affected")


@permission_required("mentoring_schedule.change_occurrence")
@require_POST
def workshop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move a workshop among them to the time of the button that was pressed, or call it off."""
    user: Any = request.user
    change_workshop(request, user, get_object_or_404(Occurrence, pk=pk))
    return redirect("affected")


@permission_required("mentoring_schedule.view_occurrence")
@require_safe
def participants(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show who comes to a workshop, and how to call it off."""
    return _participants(request, pk)


@permission_required("mentoring_schedule.change_occurrence")
@require_POST
def call_workshop_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call it off; a refusal keeps the reason that was written."""
    row, reason = get_object_or_404(Occurrence, pk=pk), request.POST.get("alasan", "")
    user: Any = request.user
    try:
        told = call_off(actor=user, workshop=row, reason=reason)
    except DomainError as error:
        return _participants(request, pk, error=error, reason=reason)
    text = ngettext("%(number)s peserta mendapat kabar.", "%(number)s peserta mendapat kabar.", told)
    messages.success(request, _("Lokakarya dibatalkan.") + " " + text % {"number": told})
    return redirect("participants", pk)


def _participants(request: HttpRequest, pk: UUID, error: DomainError | None = None, reason: str = "") -> HttpResponse:
    row = get_object_or_404(Occurrence.objects.select_related("service", "mentor__user", "room"), pk=pk)
    seated = Session.objects.filter(occurrence=row, state__in=OPEN).select_related("business", "booked_by")
    context = {"row": row, "sessions": seated.order_by("business__name", "pk")[: row.seats], "reason": reason}
    context["problems"] = [str(problem.message) for problem in error.problems] if error else []
    return render(request, "desk/staff_participants.html", context, status=422 if error else 200)

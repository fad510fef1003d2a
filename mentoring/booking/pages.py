"""What anybody may see: the services, and which days and times are free."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentoring.booking.listing import day_lines
from mentoring.booking.times import chosen_day, chosen_mentor
from mentoring.schedule.calendar import HOUSE
from mentoring.schedule.slots import Slot, days, slots
from mentoring.services import queries
from mentoring.services.models import Mentor, Service
from rumah.core import clock


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """List the services."""
    return render(request, "booking/services.html", {"services": queries.open_services()})


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a service with its free days, and the times of the chosen day (`?hari=`), of one mentor (`?pendamping=`)."""
    found = queries.open_service(slug)
    if found is None:
        raise Http404
    mentors = queries.mentors_of(found)
    mentor = chosen_mentor(request.GET.get("pendamping", ""), mentors)
    first = clock.today(HOUSE)
    last = first + timedelta(days=found.horizon)
    open_days = days(service=found, first=first, last=last, mentor=mentor)
    context = {"service": found, "mentors": mentors, "mentor": mentor, "days": day_lines(open_days)}
    if day := chosen_day(request.GET.get("hari", "")):
        context |= {"day": day, "chosen": day.isoformat(), "slots": _times(found, day, mentor)}
    return render(request, "booking/service.html", context)


def _times(service: Service, day: date, mentor: Mentor | None) -> list[Slot]:
    return slots(service=service, first=day, last=day, mentor=mentor)

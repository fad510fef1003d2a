"""What anybody may see: the services, and which days, times and workshops can be booked."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentoring.booking import sharing
from mentoring.booking.choices import Choice, chosen
from mentoring.booking.listing import day_lines
from mentoring.booking.times import chosen_day
from mentoring.schedule import calendar
from mentoring.schedule.calendar import HOUSE, Calendar
from mentoring.schedule.models import Occurrence
from mentoring.schedule.slots import days_of, starts_of
from mentoring.schedule.workshops import open_workshops
from mentoring.services import queries
from mentoring.services.models import Service
from mentoring.sessions.kept_days import is_kept, kept_from, without
from rumah.core import clock
from rumah.core.addresses import LANGUAGE


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """List the services."""
    found = queries.open_services()
    return render(request, "booking/services.html", {"services": found, **sharing.list_context(found)})


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a service with its free days and the times of the chosen one (`?hari=`), or with its workshops.

    Narrowed to one mentor (`?pendamping=`), place (`?tempat=`), language (`?bahasa=`), kecamatan (`?wilayah=`).
    """
    found = queries.open_service(slug)
    if found is None:
        raise Http404
    mentors = queries.mentors_of(found)
    choice = chosen(found, request.GET, mentors)
    context: dict[str, Any] = {"service": found, "choice": choice, "mentor": choice.mentor}
    context |= sharing.context(found, is_narrowed=bool(request.GET.keys() - {LANGUAGE}))
    if found.seats > 1:
        return render(request, "booking/service.html", context | _workshops(request, found))
    context["groups"] = [choice.places(), choice.languages(mentors), choice.mentors(mentors)]
    return render(request, "booking/service.html", context | _times(request, choice))


def _workshops(request: HttpRequest, service: Service) -> dict[str, Any]:
    """Return the workshops, and the ids of those with seats left that are kept for others."""
    rows = open_workshops(service)
    kept = kept_for(request, service, first=clock.today(HOUSE), last=_last(rows)) if rows else set()
    return {
        **sharing.workshops_data(service, rows),
        "workshops": rows,
        "kept_ids": {row.pk for row in rows if row.seats_taken < row.seats and is_kept(kept, row.starts_at)},
    }


def _last(rows: list[Occurrence]) -> date:
    return clock.local(rows[-1].starts_at, HOUSE).date()


def _times(request: HttpRequest, choice: Choice) -> dict[str, Any]:
    """Return the days and the chosen day's times, from one reading of the calendar (two where it was narrowed)."""
    first = clock.today(HOUSE)
    last = first + timedelta(days=choice.service.horizon)
    mentor = choice.mentor.pk if choice.mentor else None
    plan = calendar.read(service=choice.service, first=first, last=last, mentor=mentor, wish=choice.wish)
    is_whole = not choice.kept()
    days = kept_for(request, choice.service, first=first, last=last, plan=plan if is_whole else None)
    plan = without(plan, days)
    context: dict[str, Any] = {"days": day_lines(days_of(plan, first=first, last=last)), "kept": choice.kept()}
    context |= {"districts": choice.districts(), "keeps": bool(days)}
    if day := chosen_day(request.GET.get("hari", "")):
        context |= {"day": day, "chosen": day.isoformat(), "starts": starts_of(plan, day)}
    return context


def kept_for(
    request: HttpRequest, service: Service, *, first: date, last: date, plan: Calendar | None = None
) -> set[date]:  # fmt: skip
    """Return the dates that are kept from whoever asks; from a visitor who is not signed in none."""
    if not service.first_timer_share or not request.user.is_authenticated:
        return set()
    return kept_from(request.user, service=service, first=first, last=last, plan=plan)

"""The mentor's hours: single dates and the week, of equal rank, and the exceptions that win over both."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoring.desk.access import mentor_only
from mentoring.desk.forms import AwayForm, DateForm, WeeklyForm
from mentoring.desk.limits_forms import LimitsForm, PauseForm, ReachForm
from mentoring.schedule import availability as verbs
from mentoring.schedule import exceptions
from mentoring.schedule.hours import WHOLE_DAY, written
from mentoring.services.models import Mentor
from mentoring.sessions.affected import affected
from mentoring.sessions.affected_workshops import affected_workshops
from rumah.core import clock
from rumah.core.errors import DomainError

PATH = "/meja/jadwal/"
Verb = Callable[..., None]
# Which form a list of dates has, what adds to it and what takes a date away.
KINDS: dict[str, tuple[type[DateForm], Verb, Verb]] = {
    "dates": (DateForm, verbs.pick_date, verbs.drop_date),
    "away": (AwayForm, exceptions.take_off, exceptions.be_back),
    "extra": (DateForm, exceptions.add_hours, exceptions.drop_hours),
}


@mentor_only
@require_safe
def availability(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Show all of it."""
    return page(request, mentor)


@mentor_only
@require_POST
def weekly(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Replace the week."""
    form = WeeklyForm(request.POST)
    if not form.is_valid():
        return page(request, mentor, weekly=form)
    verbs.set_weekly_hours(actor=mentor.user, mentor=mentor, hours=form.hours())
    messages.success(request, _("Jam mingguan disimpan."))
    return HttpResponseRedirect(PATH, status=303)


@mentor_only
@require_POST
def change(request: HttpRequest, mentor: Mentor, name: str) -> HttpResponse:
    """Add a date to one of the lists in KINDS, or take one away (`hapus`)."""
    kind, add, drop = KINDS[name]
    if "hapus" in request.POST:
        if day := _day(request.POST["hapus"]):
            drop(actor=mentor.user, mentor=mentor, day=day)
        return HttpResponseRedirect(PATH, status=303)
    form = kind(request.POST, prefix=name)
    if form.is_valid():
        values = form.cleaned_data
        extra = {"reason": values["reason"]} if "reason" in values else {}
        if tried(form, add, actor=mentor.user, mentor=mentor, day=values["date"], ranges=values["hours"], **extra):
            messages.success(request, _("Jadwal disimpan."))
            return HttpResponseRedirect(PATH, status=303)
    return page(request, mentor, **{name: form})


def tried(form: forms.Form, verb: Verb, **values: Any) -> bool:
    """Run the verb; what it refuses stands in the form then."""
    try:
        verb(**values)
    except DomainError as error:
        for problem in error.problems:
            form.add_error(problem.field, str(problem.message))
        return False
    return True


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def page(request: HttpRequest, mentor: Mentor, **refused: forms.Form) -> HttpResponse:
    """Show the page; a form that was refused keeps what was typed."""
    today = clock.today(ZoneInfo(mentor.zone))
    fresh: dict[str, forms.Form] = {name: kind[0](prefix=name) for name, kind in KINDS.items()}
    fresh |= {
        "weekly": WeeklyForm(initial=_week(mentor)),
        "pause": PauseForm(prefix="pause", initial={"first": mentor.paused_from, "last": mentor.paused_until}),
        "limits": LimitsForm(prefix="limits", initial={"daily": mentor.daily_cap, "weekly": mentor.weekly_cap}),
        "reach": ReachForm(prefix="reach", mentor=mentor),
    }
    context = fresh | refused | {
        "mentor": mentor,
        "zone": clock.zone_name(ZoneInfo(mentor.zone)),
        "refused": next(iter(refused.values()), None),
        "picked": _listed(mentor.picked_dates.filter(date__gte=today).order_by("date", "start")),
        "extras": _listed(mentor.extra_hours.filter(date__gte=today).order_by("date", "start")),
        "offs": _listed(mentor.time_off.filter(date__gte=today).order_by("date", "start")),
        "is_paused": mentor.paused_from and (mentor.paused_until is None or mentor.paused_until >= today),
        "hits": len(affected(mentor, size=50)) + len(affected_workshops(mentor, size=50)),
    }  # fmt: skip
    return render(request, "desk/availability.html", context, status=422 if refused else 200)


def _listed(rows: Iterable[Any]) -> list[tuple[date, str, str]]:
    """Return each date with its hours as they are typed (empty for the whole day) and the reason given."""
    found: dict[date, list[Any]] = {}
    for row in rows:
        found.setdefault(row.date, []).append(row)
    return [
        (
            day,
            written((row.start, row.end) for row in group if row.start and (row.start, row.end) != WHOLE_DAY),
            getattr(group[0], "reason", ""),
        )
        for day, group in found.items()
    ]


def _week(mentor: Mentor) -> dict[str, str]:
    hours: dict[int, list[Any]] = {}
    for row in mentor.weekly_hours.order_by("weekday", "start"):
        hours.setdefault(row.weekday, []).append((row.start, row.end))
    return {f"hari{weekday}": written(ranges) for weekday, ranges in hours.items()}

"""The mentor's hours: single dates and the week, of equal rank, and time off."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mentoring.desk.access import mentor_only
from mentoring.desk.forms import AwayForm, DateForm, WeeklyForm
from mentoring.schedule import availability as verbs
from mentoring.schedule.hours import written
from mentoring.services.models import Mentor
from mentoring.sessions import queries
from rumah.core import clock
from rumah.core.errors import DomainError

PATH = "/meja/jadwal/"


@mentor_only
@require_safe
def availability(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Show all three."""
    return _show(request, mentor)


@mentor_only
@require_POST
def weekly(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Replace the week."""
    form = WeeklyForm(request.POST)
    if not form.is_valid():
        return _show(request, mentor, weekly=form)
    verbs.set_weekly_hours(actor=mentor.user, mentor=mentor, hours=form.hours())
    messages.success(request, _("Jam mingguan disimpan."))
    return HttpResponseRedirect(PATH, status=303)


@mentor_only
@require_POST
def dates(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Pick a date, or take one back (`hapus`)."""
    return _change(request, mentor, DateForm, verbs.pick_date, verbs.drop_date)


@mentor_only
@require_POST
def away(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Be away on a date, or end it (`hapus`)."""
    return _change(request, mentor, AwayForm, verbs.take_off, verbs.be_back)


def _change(
    request: HttpRequest, mentor: Mentor, kind: type[DateForm], add: Callable[..., None], drop: Callable[..., None]
) -> HttpResponse:
    if "hapus" in request.POST:
        if day := _day(request.POST["hapus"]):
            drop(actor=mentor.user, mentor=mentor, day=day)
        return HttpResponseRedirect(PATH, status=303)
    name = "away" if kind is AwayForm else "dates"
    form = kind(request.POST, prefix=name)
    if not form.is_valid():
        return _show(request, mentor, **{name: form})
    values = form.cleaned_data
    extra = {"reason": values["reason"]} if "reason" in values else {}
    try:
        add(actor=mentor.user, mentor=mentor, day=values["date"], ranges=values["hours"], **extra)
    except DomainError as error:
        for problem in error.problems:
            form.add_error(problem.field, str(problem.message))
        return _show(request, mentor, **{name: form})
    messages.success(request, _("Jadwal disimpan."))
    if name == "away":
        _warn(request, mentor, values["date"])
    return HttpResponseRedirect(PATH, status=303)


def _warn(request: HttpRequest, mentor: Mentor, day: date) -> None:
    """Say which bookings the time off hits; they stand until somebody cancels them."""
    start = datetime.combine(day, time.min, ZoneInfo(mentor.zone))
    if hit := len(queries.touching(mentor, starts_at=start, ends_at=start + timedelta(days=1))):
        text = ngettext(
            "Masih ada %(number)s sesi pada tanggal itu. Periksa di meja Anda, batalkan bila perlu.",
            "Masih ada %(number)s sesi pada tanggal itu. Periksa di meja Anda, batalkan bila perlu.",
            hit,
        )
        messages.warning(request, text % {"number": hit})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _show(request: HttpRequest, mentor: Mentor, **refused: forms.Form) -> HttpResponse:
    """Show the page; a form that was refused keeps what was typed."""
    today = clock.today(ZoneInfo(mentor.zone))
    picked: dict[date, list[Any]] = {}
    for row in mentor.picked_dates.filter(date__gte=today).order_by("date", "start"):
        picked.setdefault(row.date, []).append((row.start, row.end))
    context = {
        "mentor": mentor,
        "zone": clock.zone_name(ZoneInfo(mentor.zone)),
        "dates": refused.get("dates") or DateForm(prefix="dates"),
        "away": refused.get("away") or AwayForm(prefix="away"),
        "weekly": refused.get("weekly") or WeeklyForm(initial=_week(mentor)),
        "refused": next(iter(refused.values()), None),
        "picked": [(day, written(ranges)) for day, ranges in picked.items()],
        "offs": mentor.time_off.filter(date__gte=today).order_by("date", "start"),
    }
    return render(request, "desk/availability.html", context, status=422 if refused else 200)


def _week(mentor: Mentor) -> dict[str, str]:
    hours: dict[int, list[Any]] = {}
    for row in mentor.weekly_hours.order_by("weekday", "start"):
        hours.setdefault(row.weekday, []).append((row.start, row.end))
    return {f"hari{weekday}": written(ranges) for weekday, ranges in hours.items()}

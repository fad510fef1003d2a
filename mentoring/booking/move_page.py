"""Another time for a session: the days, the times of one day, one tap."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoring.booking.listing import day_lines
from mentoring.booking.own import own_session
from mentoring.booking.times import chosen_day, chosen_start
from mentoring.schedule import calendar
from mentoring.schedule.calendar import HOUSE
from mentoring.schedule.slots import days_of, starts_of
from mentoring.sessions.affected import wish_of
from mentoring.sessions.first_timers import is_first
from mentoring.sessions.kept_days import kept_days, without
from mentoring.sessions.models import Session
from mentoring.sessions.reschedule import reschedule
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.errors import DomainError


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the free days and the times of the chosen one (`?hari=`); a refusal keeps the day and says why."""
    session = own_session(request, pk)
    if request.method != "POST":
        return _show(request, session)
    start = chosen_start(request.POST.get("mulai", ""))
    try:
        if start is None:
            raise DomainError(_("Pilih jadwal dari daftar."))
        reschedule(actor=cast("User", request.user), session=session, starts_at=start)
    except DomainError as error:
        status = 422 if error.status == 400 else error.status
        return _show(request, session, said=str(error), status=status)
    messages.success(request, _("Jadwal dipindahkan. Undangan kalender yang baru sudah kami kirim."))
    return HttpResponseRedirect(f"/pendampingan/sesi/{pk}/", status=303)


def _show(request: HttpRequest, session: Session, *, said: str = "", status: int = 200) -> HttpResponse:
    service, first = session.service, clock.today(HOUSE)
    last = first + timedelta(days=service.horizon)
    plan = calendar.read(service=service, first=first, last=last, wish=wish_of(session))
    # A business that has nothing but this session of the service is new, wherever it moves to.
    if service.first_timer_share and not is_first(session.business, service, session):
        plan = without(plan, kept_days(service=service, first=first, last=last))
    day = chosen_day(request.GET.get("hari", ""))
    context = {
        "session": session, "said": said, "left": max(service.reschedule_cap - session.moves, 0), "day": day,
        "chosen": day.isoformat() if day else "", "days": day_lines(days_of(plan, first=first, last=last)),
        "starts": starts_of(plan, day) if day else [],
    }  # fmt: skip
    return render(request, "booking/move.html", context, status=status)

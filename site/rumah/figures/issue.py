"""Issue a month's report: the numbers are frozen, a later count makes another version with a note."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentoring.schedule.models import Holiday
from rumah.accounts.models import User
from rumah.core import audit, clock, outbox
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.text import clean_line
from rumah.figures import report as reports
from rumah.figures.catch_up import due
from rumah.figures.models import MonthlyReport, ReportReader, RolledDay
from rumah.figures.period import month

SEE, ISSUE = "figures.view_dayfigure", "figures.issue_report"


def issue(*, on: date, actor: User | None, note: str = "") -> MonthlyReport:
    """Issue the report of the month of `on` and send it to its readers; `actor` is None for the clock.

    Raises NotAllowed, DomainError (field `note`) for a correction without a note or a month that is not over or not
    counted, and Conflict when another issues the same version at this moment.
    """
    if actor is not None and not actor.has_perm(ISSUE):
        raise NotAllowed(_("Anda tidak boleh menerbitkan laporan bulanan."))
    period, line = month(on), clean_line(note)[:300]
    if period.last >= clock.today():
        raise DomainError(Problem(_("Bulan ini belum berakhir."), "month"))
    if not RolledDay.objects.filter(day=period.last, rolled_at__isnull=False).exists():
        raise DomainError(Problem(_("Angka bulan ini belum dihitung. Coba lagi satu jam lagi."), "month"))
    with transaction.atomic():
        last = MonthlyReport.objects.filter(month=period.first).aggregate(last=Max("version"))["last"] or 0
        if last and not line:
            raise DomainError(Problem(_("Tulis apa yang diperbaiki dari versi sebelumnya."), "note"))
        made, is_new = MonthlyReport.objects.get_or_create(
            month=period.first, version=last + 1,
            defaults={"note": line, "data": reports.compose(on), "issued_at": clock.now(), "issued_by": actor},
        )  # fmt: skip
        if not is_new:
            raise Conflict(_("Laporan ini baru saja diterbitkan orang lain."))
        audit.record("figures.issue", made, actor=actor, month=f"{period.first:%Y-%m}", version=made.version)
        outbox.queue_all([_letter(made, reader.user) for reader in _readers()])
    return made


def _readers() -> list[ReportReader]:
    """Return those who want it and may still see it."""
    rows = ReportReader.objects.filter(user__is_active=True).select_related("user").order_by("pk")
    return [row for row in rows if row.user.email and row.user.has_perm(SEE)]


def _letter(made: MonthlyReport, user: User) -> Any:
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Laporan bulanan %(month)s, versi %(version)d") % {
            "month": date_format(made.month, "F Y", use_l10n=False), "version": made.version,
        }  # fmt: skip
        url = settings.BASE_URL + reverse("figures_report", args=[f"{made.month:%Y-%m}", made.version])
        body = "\n".join([title, made.note, "", *reports.sentences(made), "", url])
    return outbox.message(
        channel="email", to=user.email or "", subject=title, body=body,
        dedupe_key=f"figures:report:{made.month:%Y-%m}:{made.version}:{user.pk}",
    )  # fmt: skip


def issue_when_due() -> bool:
    """Issue last month's first version on the first working day, once everything of it is counted."""
    today = clock.today()
    last_month = month(today.replace(day=1) - timedelta(days=1))
    if today < first_working_day(today) or MonthlyReport.objects.filter(month=last_month.first).exists():
        return False
    # A house younger than the month, or one whose days are still being counted, waits.
    if any(day <= last_month.last for day in due()):
        return False
    if not RolledDay.objects.filter(day=last_month.first, rolled_at__isnull=False).exists():
        return False
    try:
        issue(on=last_month.first, actor=None)
    except (Conflict, DomainError):
        # Somebody issued it at this very moment.
        return False
    return True


def first_working_day(on: date) -> date:
    """Return the first day of the month that is neither weekend nor a day the house is closed. One query."""
    first = on.replace(day=1)
    closed = set(Holiday.objects.filter(date__gte=first, date__lt=first + timedelta(days=28), is_closed=True)
                 .values_list("date", flat=True))  # fmt: skip
    return next(
        day for at in range(28) if (day := first + timedelta(days=at)).weekday() < 5 and day not in closed
    )  # fmt: skip


def follow(*, user: User, wanted: bool) -> None:
    """Send the person each report from now on, or no more. Raises NotAllowed for who may not see it."""
    if not user.has_perm(SEE):
        raise NotAllowed(_("Anda tidak boleh melihat angka ini."))
    if wanted:
        ReportReader.objects.get_or_create(user=user, defaults={"since": clock.now()})
    else:
        ReportReader.objects.filter(user=user).delete()

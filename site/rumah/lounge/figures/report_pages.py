"""The monthly report: the list, one version, its files, issuing one, and getting it by e-mail."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from mentoring.journal.figures import parse_month
from rumah.core.errors import DomainError
from rumah.figures import report as reports
from rumah.figures import report_files as files
from rumah.figures.issue import ISSUE, follow, issue
from rumah.figures.measures import all_measures
from rumah.figures.models import MonthlyReport, ReportReader
from rumah.figures.period import asked
from rumah.lounge.figures.pages import MAY

# Five years and a correction now and then.
MOST = 72
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: dict[str, tuple[Callable[[MonthlyReport], str | bytes], str]] = {
    "pdf": (files.as_pdf, "application/pdf"),
    "csv": (files.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (files.as_xlsx, XLSX),
}


def _listed(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    rows = MonthlyReport.objects.defer("data").order_by("-month", "-version")[:MOST]
    context = {
        "rows": rows, "error": error, "may_issue": request.user.has_perm(ISSUE),
        "follows": ReportReader.objects.filter(user=request.user.pk).exists(),
        "month": request.POST.get("month") or f"{asked('', '').first:%Y-%m}", "note": request.POST.get("note", ""),
    }  # fmt: skip
    return render(request, "lounge/figures/reports.html", context, status=status)


@permission_required(MAY)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """List what was issued, newest first."""
    return _listed(request)


@permission_required(ISSUE)
@require_POST
def issue_one(request: HttpRequest) -> HttpResponse:
    """Issue a month; what was typed comes back when it is refused."""
    try:
        made = issue(
            on=parse_month(request.POST.get("month", "")), actor=request.user, note=request.POST.get("note", "")  # type: ignore[arg-type]  # signed in
        )  # fmt: skip
    except DomainError as error:
        return _listed(request, error=" ".join(str(one.message) for one in error.problems), status=error.status)
    messages.success(request, _("Laporan terbit; pembacanya mendapat surel."))
    return redirect("figures_report", f"{made.month:%Y-%m}", made.version)


@permission_required(MAY)
@require_POST
def follow_it(request: HttpRequest) -> HttpResponse:
    """Begin or end the e-mails."""
    wanted = request.POST.get("wanted") == "1"
    follow(user=request.user, wanted=wanted)  # type: ignore[arg-type]  # signed in
    said = _("Laporan berikutnya dikirim ke surel Anda.") if wanted else _("Laporan tidak lagi dikirim ke surel Anda.")
    messages.success(request, said)
    return redirect("figures_reports")


def _report(month: str, version: int) -> MonthlyReport:
    return get_object_or_404(MonthlyReport, month=parse_month(month), version=version)


@permission_required(MAY)
@require_safe
def shown(request: HttpRequest, month: str, version: int) -> HttpResponse:
    """Show one version, and whether there is a later one."""
    row = _report(month, version)
    later = MonthlyReport.objects.filter(month=row.month, version__gt=version).order_by("-version")
    context = {
        "report": row, "title": files.title_of(row), "sentences": reports.sentences(row), "lines": reports.lines(row),
        "heads": [all_measures()[code].label for code in reports.BY_DISTRICT],
        "places": reports.district_lines(row), "later": later.values_list("version", flat=True).first(),
        "hidden": reports.effects_hidden(),
    }  # fmt: skip
    return render(request, "lounge/figures/report.html", context)


@permission_required(MAY)
@require_safe
def file(request: HttpRequest, month: str, version: int, kind: str) -> HttpResponse:
    """Hand out a version as PDF, CSV or XLSX."""
    row, (make, media) = _report(month, version), FILES[kind]
    response = HttpResponse(make(row), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{files.stem(row)}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response

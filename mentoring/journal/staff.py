"""The coordinator's pages: sessions that need a person, and the hours of all mentors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from mentoring.journal import attention, effort_file, figures

MAY = "mentoring_sessions.view_session"


@permission_required(MAY)
@require_safe
def attend(request: HttpRequest) -> HttpResponse:
    """Show one of the three lists, with the counts of all."""
    asked = request.GET.get("jenis", "")
    kind = asked if asked in attention.LABELS else attention.UNMARKED
    page = attention.page_of(kind, cursor=request.GET.get("lanjut", ""))
    context = {"kind": kind, "label": attention.LABELS[kind], "counts": attention.counts(), "page": page}
    return render(request, "journal/attend.html", context)


@permission_required(MAY)
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """Show a month's minutes by mentor."""
    month = figures.parse_month(request.GET.get("bulan", ""))
    rows = figures.month_of_all(month)
    return render(request, "journal/hours.html", {"month": month, "rows": rows, "total": figures.total(rows)})


@permission_required(MAY)
@require_safe
def hours_file(request: HttpRequest) -> HttpResponse:
    """Hand the month out as CSV."""
    month = figures.parse_month(request.GET.get("bulan", ""))
    response = HttpResponse(effort_file.of_all(month), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="jam-pendampingan-{month:%Y-%m}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response

"""The mentor's month: minutes of preparation and contact, and how their sessions were found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentoring.desk.access import mentor_only
from mentoring.journal import effort_file, figures
from mentoring.services.models import Mentor
from rumah.core import keyset

ORDER = ("on", "id")


@mentor_only
@require_safe
def hours(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Show one month (`?bulan=2026-11`)."""
    month = figures.parse_month(request.GET.get("bulan", ""))
    rows = figures.efforts_in(mentor.efforts.select_related("session__business", "session__service"), month)
    page = keyset.page(rows, order=ORDER, cursor=request.GET.get("dari", ""), size=48)
    context = {
        "month": month, "minutes": figures.month_of(mentor, month), "rows": page.rows,
        "next_url": f"?bulan={month:%Y-%m}&dari={page.next_cursor}" if page.next_cursor else "",
        "pooled": figures.pooled(mentor),
    }  # fmt: skip
    return render(request, "desk/hours.html", context)


@mentor_only
@require_safe
def hours_file(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Hand the month out as CSV."""
    month = figures.parse_month(request.GET.get("bulan", ""))
    response = HttpResponse(effort_file.of_mentor(mentor, month), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="jam-{mentor.slug}-{month:%Y-%m}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response

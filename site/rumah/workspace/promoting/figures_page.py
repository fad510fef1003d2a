"""The page of a shop's figures, and the same table as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rumah.businesses.models import Business
from rumah.core import clock
from rumah.theme.chart import HIGH, WIDE
from rumah.workspace.doors import member
from rumah.workspace.promoting.figures import RANGES, as_csv, bars, figures_of


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("hari", "")
    return next((days for days in RANGES if str(days) == asked), RANGES[0])


@member
@require_safe
def figures(request: HttpRequest, business: Business) -> HttpResponse:
    """Show sales, views and the best products of the last 30, 90 or 365 days."""
    days = _days(request)
    found = figures_of(business, days=days, today=clock.today())
    context = {
        "business": business, "days": days, "ranges": RANGES, "figures": found, "wide": WIDE, "high": HIGH,
        "sales": bars(found.rows, "sales", "refunds"), "views": bars(found.rows, "views"),
        "top_sales": found.top("sales"), "top_views": found.top("views"),
        "sums": {name: found.sum_of(name) for name in ("orders", "sales", "refunds", "net", "views")},
    }  # fmt: skip
    return render(request, "workspace/promoting/figures.html", context)


@member
@require_safe
def figures_file(request: HttpRequest, business: Business) -> HttpResponse:
    """Hand out the table as CSV."""
    days = _days(request)
    found = figures_of(business, days=days, today=clock.today())
    response = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="angka-{business.slug}-{found.first}-{found.last}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response

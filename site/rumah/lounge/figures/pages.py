"""The screen: everything at once, one figure by itself, its file, and the wall."""

import csv
from io import StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from rumah.core import clock
from rumah.core.cells import harmless
from rumah.figures import read
from rumah.figures.measures import Measure, all_measures
from rumah.figures.period import RANGES, USUAL, Period, asked
from rumah.figures.wording import district, part
from rumah.lounge.figures import board
from rumah.theme.chart import HIGH, WIDE

MAY, MAY_SEE_FEW = "figures.view_dayfigure", "figures.view_small"
WALL = ("hari-ini", *(code for code, _label, _charted in board.GROUPS), "peta")
# Seconds a section stays on the wall; the overview is fetched anew every minute.
TURN = 20


def _period(request: HttpRequest) -> Period:
    return asked(request.GET.get("hari", ""), request.GET.get("bulan", ""))


def _query(request: HttpRequest, period: Period) -> str:
    if request.GET.get("bulan"):
        return f"bulan={period.first:%Y-%m}"
    return f"hari={len(period.days)}"


def _frame(request: HttpRequest, period: Period) -> dict[str, Any]:
    return {
        "period": period, "before": period.before, "ranges": RANGES, "length": len(period.days),
        "in_month": bool(request.GET.get("bulan")), "query": _query(request, period), "now": clock.now(), "wide": WIDE,
        "high": HIGH, "last_month": f"{asked('', '').last.replace(day=1):%Y-%m}",
    }  # fmt: skip


def _sees_few(request: HttpRequest) -> bool:
    return request.user.has_perm(MAY_SEE_FEW)


@permission_required(MAY)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show today and a period, section by section."""
    period, sees_few = _period(request), _sees_few(request)
    sums, mapped = read.sums(period), all_measures()[board.ON_MAP]
    context = _frame(request, period) | {
        "tiles": board.tiles(), "sections": board.sections(period), "effects": board.effects(), "sums": sums,
        "map": board.map_of(mapped, sums, may_see_few=sees_few), "mapped": mapped,
        "places": board.by_district(mapped, sums, may_see_few=sees_few), "turn": 60,
    }  # fmt: skip
    return render(request, "lounge/figures/overview.html", context)


@permission_required(MAY)
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show one figure: what it counts, its chart, and its tables by day, kecamatan and part."""
    measure, period, sees_few = _measure(code), _period(request), _sees_few(request)
    sums, before = read.sums(period), read.sums(period.before)
    context = _frame(request, period) | {
        "measure": measure, "line": board.line_of(measure, sums, before), "sums": sums,
        "chart": board.chart_of(measure, period, read.series([code], period)[code]),
        "places": board.by_district(measure, sums, may_see_few=sees_few),
        "parts": board.by_part(measure, sums, may_see_few=sees_few) if measure.part_label else [],
        "map": board.map_of(measure, sums, may_see_few=sees_few),
    }  # fmt: skip
    return render(request, "lounge/figures/one.html", context)


@permission_required(MAY)
@require_safe
def one_file(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out a figure by day, kecamatan and part as CSV; plain numbers, rupiah and minutes."""
    measure, period, sees_few = _measure(code), _period(request), _sees_few(request)
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([_("hari"), _("kecamatan"), str(measure.part_label) or _("bagian"), str(measure.label)])
    for day, place, piece, value in read.rows_of(measure, period):
        hidden = read.is_small(measure, value) and not sees_few
        name = harmless(part(measure, piece)) if piece else ""
        writer.writerow([day, harmless(district(place)), name, "1–4" if hidden else value])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{period.first}-{period.last}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@permission_required(MAY)
@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """Show one section in large type; after a while comes the next, unless it was paused."""
    shown = request.GET.get("bagian", "")
    at = WALL.index(shown) if shown in WALL else 0
    period = asked(str(USUAL), "")
    context = _frame(request, period) | {
        "section": WALL[at], "next": WALL[(at + 1) % len(WALL)], "previous": WALL[at - 1], "turn": TURN,
        "is_paused": "jeda" in request.GET, "number": at + 1, "count": len(WALL),
    }  # fmt: skip
    if WALL[at] == "hari-ini":
        context["tiles"] = board.tiles()
    elif WALL[at] == "peta":
        mapped = all_measures()[board.ON_MAP]
        context |= {"mapped": mapped, "map": board.map_of(mapped, read.sums(period), may_see_few=False)}
    else:
        context["part"] = next(part for part in board.sections(period) if part["code"] == WALL[at])
    return render(request, "lounge/figures/wall.html", context)


@permission_required(MAY)
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Say of every figure what it counts, from which table, and since when."""
    from rumah.figures.roll import first_day

    context = _frame(request, _period(request)) | {"measures": all_measures().values(), "since": first_day()}
    return render(request, "lounge/figures/words.html", context)


def _measure(code: str) -> Measure:
    found = all_measures().get(code)
    if found is None:
        raise Http404
    return found

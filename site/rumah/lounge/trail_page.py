"""The staff's page of the trail."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from rumah.core import audit, clock
from rumah.lounge import trail
from rumah.lounge.trail_words import VERBS

MAY = "core.view_auditentry"
MOST = 120


@permission_required(MAY)
@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """Show what fits, or hand the trail of one thing out. A search for a person or a thing is in the trail itself."""
    asked, cursor = _asked(request), request.GET.get("lanjut", "")
    wants_file = bool(asked.thing) and request.GET.get("unduh") == "csv"
    if asked.is_about_somebody and not cursor:
        _note(request, asked, file=wants_file)
    if wants_file:
        answer = StreamingHttpResponse(trail.as_csv(asked), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="jejak-{clock.today():%Y-%m-%d}.csv"'
        answer["Cache-Control"] = "private, no-store"
        return answer
    return _shown(request, asked, cursor)


def _shown(request: HttpRequest, asked: trail.Asked, cursor: str) -> HttpResponse:
    page = trail.page(asked, cursor)
    rows = [
        {"row": row, "verb": trail.verb_word(row), "kind": trail.kind_word(row), "details": trail.details(row)}
        for row in page.rows
    ]
    query = request.GET.copy()
    query.pop("lanjut", None)
    context = {
        "asked": asked, "rows": rows, "next_cursor": page.next_cursor, "query": query.urlencode(),
        "verbs": sorted(((code, str(word)) for code, word in VERBS.items()), key=lambda pair: pair[1]),
    }  # fmt: skip
    return render(request, "lounge/trail.html", context)


def _asked(request: HttpRequest) -> trail.Asked:
    words = {name: request.GET.get(name, "").strip()[:MOST] for name in ("orang", "benda", "tindakan")}
    return trail.Asked(
        person=words["orang"], thing=words["benda"], verb=words["tindakan"],
        first=_day(request.GET.get("dari", "")), last=_day(request.GET.get("sampai", "")),
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    # The year after the last has no midnight.
    return day if day and 2000 <= day.year < 9000 else None


def _note(request: HttpRequest, asked: trail.Asked, *, file: bool) -> None:
    reader: Any = request.user
    # Whose trail was read, by key: the words typed may be somebody's number.
    about = trail.people(asked.person) if asked.person else []
    audit.record("lounge.trail_read", reader, actor=reader, people=about, thing=asked.thing, file=file)

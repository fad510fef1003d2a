"""The page on who did what for the business."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumah.businesses import history
from rumah.businesses.models import Business
from rumah.businesses.rights import Right
from rumah.core.models import AuditEntry
from rumah.workspace.doors import member_with
from rumah.workspace.trail_things import names_of
from rumah.workspace.trail_words import detail, said


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it is read."""

    entry: AuditEntry
    who: str
    what: str
    thing: str
    detail: str


@member_with(Right.HISTORY)
@require_safe
def trail(request: HttpRequest, business: Business) -> HttpResponse:
    """List what was done, newest first."""
    found = history.trail(business, cursor=request.GET.get("lanjut", ""))
    things = names_of(found.page.rows)
    rows = [
        Row(entry, _who(entry, found.names), said(entry.verb), things.get((entry.target_type, entry.target_id), ""),
            detail(entry))
        for entry in found.page.rows
    ]  # fmt: skip
    context = {"business": business, "rows": rows, "next_cursor": found.page.next_cursor}
    return render(request, "workspace/trail.html", context)


def _who(entry: AuditEntry, names: dict[int, str]) -> str:
    if entry.actor_id is None:
        return _("Sistem")
    return names.get(entry.actor_id, _("Orang di luar usaha (pembeli, pendamping, atau petugas)"))

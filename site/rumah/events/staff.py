"""Who comes: the list for staff who may edit the event, and the same as a file."""

import csv
from io import StringIO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumah.core import audit, clock
from rumah.core.cells import harmless
from rumah.events.models import EventPage, Registration

COLUMNS = ("nama", "nomor_hp", "surel", "keadaan", "mendaftar")


def _event(request: HttpRequest, pk: int) -> EventPage:
    page: EventPage = get_object_or_404(EventPage, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _rows(page: EventPage) -> list[Registration]:
    """Return everybody who registered, at most two for each seat: many may have left again."""
    rows = Registration.objects.filter(gathering__key=page.translation_key)
    return list(rows.order_by("state", "created_at", "id")[: 2 * (page.capacity or 5000)])


@require_safe
def attendees(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who comes."""
    page = _event(request, pk)
    rows = _rows(page)
    coming = [row for row in rows if row.state == Registration.State.CONFIRMED]
    context = {"page": page, "rows": coming, "left": len(rows) - len(coming), "header_title": _("Peserta")}
    return render(request, "events/attendees.html", context)


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the list as CSV and note who took it: it holds phone numbers."""
    page = _event(request, pk)
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in _rows(page):
        made = f"{clock.local(row.created_at):%Y-%m-%d %H:%M} WIB"
        writer.writerow(map(harmless, [row.name, row.phone, row.email, str(row.get_state_display()), made]))
    with transaction.atomic():
        audit.record("events.export", page, actor=request.user)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="peserta-{page.slug}.csv"'
    return response

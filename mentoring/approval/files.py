"""Private files by the addresses of both sides; whoever may not see a result finds no file of it."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, Http404

from mentoring.results.handing import send_piece, send_preview, send_stored
from mentoring.results.models import Deliverable, Snapshot
from mentoring.results.queries import piece_of


def whole(rows: QuerySet[Deliverable], pk: UUID, number: int) -> FileResponse:
    """Return the file with this id of one of `rows`."""
    if found := piece_of(rows, pk, number):
        return send_piece(found)
    raise Http404


def picture(rows: QuerySet[Deliverable], pk: UUID, number: int) -> FileResponse:
    """Return the small form of the picture with this id of one of `rows`."""
    if found := piece_of(rows, pk, number):
        return send_preview(found)
    raise Http404


def before(rows: QuerySet[Deliverable], pk: UUID, number: int) -> FileResponse:
    """Return the photo in this place, from 1, of the listing as it was when the session was booked."""
    found = Snapshot.objects.filter(session__deliverables__in=rows.filter(pk=pk).values("pk")).first()
    if found is None or not 1 <= number <= len(found.pictures):
        raise Http404
    return send_stored(str(found.pictures[number - 1]["name"]))

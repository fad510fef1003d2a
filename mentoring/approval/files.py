"""Private files by the addresses of both sides; whoever may not see a result finds no file of it."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from mentoring.results.handing import send_piece, send_preview, send_stored
from mentoring.results.models import Deliverable, Piece, Snapshot
from mentoring.results.queries import piece_of

View = Callable[..., HttpResponseBase]


class FileViews(NamedTuple):
    """One side's views: a file itself, a picture small, and a photo the listing had."""

    piece: View
    picture: View
    before: View


def views_for(rows: Callable[[HttpRequest], QuerySet[Deliverable]]) -> FileViews:
    """Return the views of the side whose results `rows` finds for a request."""

    @login_required
    @require_safe
    def piece(request: HttpRequest, pk: UUID, number: int) -> FileResponse:
        """Hand out the file with this id."""
        return send_piece(_piece(rows(request), pk, number))

    @login_required
    @require_safe
    def picture(request: HttpRequest, pk: UUID, number: int) -> FileResponse:
        """Show the small form of the picture with this id."""
        return send_preview(_piece(rows(request), pk, number))

    @login_required
    @require_safe
    def before(request: HttpRequest, pk: UUID, number: int) -> FileResponse:
        """Show the photo in this place, from 1, of the listing as it was when the session was booked."""
        found = Snapshot.objects.filter(session__deliverables__in=rows(request).filter(pk=pk).values("pk")).first()
        if found is None or not 1 <= number <= len(found.pictures):
            raise Http404
        return send_stored(str(found.pictures[number - 1]["name"]))

    return FileViews(piece, picture, before)


def _piece(rows: QuerySet[Deliverable], pk: UUID, number: int) -> Piece:
    if found := piece_of(rows, pk, number):
        return found
    raise Http404

"""Hand out private files to a reader the caller has checked, so that nothing in them can run."""

from django.http import FileResponse, Http404

from mentoring.results.files import private
from mentoring.results.models import Piece
from mentoring.results.states import Format

TYPES = {Format.JPG: "image/jpeg", Format.SVG: "image/svg+xml", Format.PDF: "application/pdf"}


def send_piece(piece: Piece) -> FileResponse:
    """Return the file itself; all but a JPG are saved to the disk instead of opened. 404 when it is gone."""
    kind = Format(piece.format)
    name = f"hasil-{piece.version_id}-{piece.position + 1}.{kind.value}"
    return _send(piece.stored, TYPES[kind], as_attachment=kind != Format.JPG, filename=name)


def send_preview(piece: Piece) -> FileResponse:
    """Return what a page shows of a picture: the small WebP, or the SVG."""
    if piece.preview:
        return _send(piece.preview, "image/webp")
    if piece.format != Format.SVG:
        raise Http404
    return _send(piece.stored, TYPES[Format.SVG], as_attachment=True, filename=f"hasil-{piece.pk}.svg")


def send_stored(name: str) -> FileResponse:
    """Return a small picture of a snapshot by its name in the private storage."""
    return _send(name, "image/webp")


def _send(name: str, content_type: str, *, as_attachment: bool = False, filename: str = "") -> FileResponse:
    try:
        file = private().open(name, "rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=as_attachment, filename=filename, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response

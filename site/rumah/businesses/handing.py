"""The one way a private file leaves the house; whoever calls it has checked the reader."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from rumah.businesses.models import Permit
from rumah.businesses.permits import CONTENT_TYPES


def send_private(file: FieldFile, name: str) -> FileResponse:
    """Return the file as a download called `name` that no browser will run, or 404 where there is none."""
    if not file.name:
        raise Http404
    ending = file.name.rsplit(".", 1)[-1]
    return FileResponse(
        file.open("rb"), as_attachment=True, filename=f"{name}.{ending}",
        content_type=CONTENT_TYPES.get(ending, "application/octet-stream"),
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )  # fmt: skip


def send_permit(permit: Permit) -> FileResponse:
    """Return a permit's file."""
    return send_private(permit.file, f"{permit.kind}-{permit.number}")

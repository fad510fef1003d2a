"""The one way a permit's private file leaves the house; whoever calls it has checked the reader."""

from django.http import FileResponse, Http404

from rumah.businesses.models import Permit
from rumah.businesses.permits import CONTENT_TYPES


def send_permit(permit: Permit) -> FileResponse:
    """Return the file as a download that no browser will run, or 404 where there is none."""
    if not permit.file.name:
        raise Http404
    ending = permit.file.name.rsplit(".", 1)[-1]
    return FileResponse(
        permit.file.open("rb"), as_attachment=True, filename=f"{permit.kind}-{permit.number}.{ending}",
        content_type=CONTENT_TYPES.get(ending, "application/octet-stream"),
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )  # fmt: skip

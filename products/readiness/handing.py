"""Hand out what shows an answer; whoever calls has checked the reader."""

from django.http import FileResponse

from products.readiness.models import Answer
from rumah.businesses.handing import send_private


def send_evidence(answer: Answer) -> FileResponse:
    """Return the file of an answer."""
    return send_private(answer.file, f"bukti-{answer.code}")

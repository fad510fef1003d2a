"""Hand out evidence to a reader the caller has checked."""

from django.http import FileResponse, Http404

from products.care.models import ComplaintPhoto


def send_photo(photo: ComplaintPhoto) -> FileResponse:
    """Return the picture, kept out of every cache; 404 when its file is gone."""
    try:
        response = FileResponse(photo.file.open("rb"), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

"""Where the carrier's messages arrive."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from products.shipping.carriers import carrier
from products.shipping.track import track
from rumah.core.errors import DomainError, Unavailable

MAX_BYTES = 100_000


@csrf_exempt
@require_POST
def biteship(request: HttpRequest) -> HttpResponse:
    """Answer 200 to what is taken in (and to the empty body that tries the address), 503 to be told again."""
    chosen = carrier()
    if chosen is None or int(request.headers.get("Content-Length") or 0) > MAX_BYTES:
        return HttpResponse(status=404 if chosen is None else 413)
    if not request.body.strip():
        return HttpResponse("ok", content_type="text/plain")
    booking = chosen.told(request.headers, request.body)
    if booking is None:
        return HttpResponse(status=401)
    try:
        track(carrier=chosen, booking_id=booking)
    except Unavailable:
        return HttpResponse(status=503)
    except DomainError:
        return HttpResponse(status=422)
    return HttpResponse("ok", content_type="text/plain")

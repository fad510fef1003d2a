"""The layer that answers for a closed house."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from rumah.accounts.roles import is_staff
from rumah.operate.maintenance import current, wait_seconds
from rumah.operate.models import Maintenance

Get = Callable[[HttpRequest], HttpResponse]
# Health for whoever watches, and the way in for staff, who look at the work before others do.
OPEN = ("/healthz", "/readyz", "/static/", "/akun/masuk/", "/akun/2fa/", "/akun/keluar/", "/bahasa/")


def closed_for_work(get_response: Get) -> Get:
    """Answer 503 while an operator works on the house; staff and the doors they come by stay open."""

    def middleware(request: HttpRequest) -> HttpResponse:
        work = None if request.path.startswith(OPEN) else current()
        if work is None or _is_staff(request):
            return get_response(request)
        return _closed(request, work)

    return middleware


def _is_staff(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES and is_staff(request.user)


def _closed(request: HttpRequest, work: Maintenance) -> HttpResponse:
    message = work.message_en if get_language() == "en" else work.message
    response: HttpResponse
    if request.path.startswith("/api/"):
        body = {"type": "about:blank", "title": message or "Sedang dalam perbaikan.", "status": 503}
        response = JsonResponse(body, status=503, content_type="application/problem+json")
    else:
        response = render(request, "operate/closed.html", {"work": work, "message": message}, status=503)
    response["Retry-After"] = str(wait_seconds(work))
    response["Cache-Control"] = "no-store"
    return response

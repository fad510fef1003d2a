"""Where the goods go: suggested while typing, and remembered for the fees that later pages tell."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from products.orders.destinations import KECAMATAN, candidates, meant, near, picked, suggestions
from rumah.core import regions
from rumah.core.pagecache import is_anonymous
from rumah.core.throttle import client_address, wait_after

__all__ = ["KECAMATAN", "candidates", "destination", "meant", "near", "picked", "remember_destination", "suggest"]

# Typing one name fast asks about ten times; an office behind one address shares the limit.
PER_MINUTE = 300
COOKIE, YEAR = "tujuan", 365 * 24 * 3600


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Suggest kecamatan and villages for what is being typed, as `[{code, label}]`."""
    wait = wait_after("regions", client_address(request), limit=PER_MINUTE, seconds=60)
    if wait:
        return JsonResponse([], safe=False, status=429, headers={"Retry-After": str(wait)})
    found = suggestions(request.GET.get("q", ""))
    response = JsonResponse([{"code": region.code, "label": region.path} for region in found], safe=False)
    response["Cache-Control"] = "public, max-age=86400"
    return response


def destination(request: HttpRequest) -> str:
    """Return the kecamatan this visitor named before, or an empty string.

    A page that the shared cache may keep must look the same to everybody, so it hears of none.
    """
    code = request.COOKIES.get(COOKIE, "")[:8]
    known = bool(code) and regions.level(code) == KECAMATAN and bool(regions.name(code))
    return code if known and not is_anonymous(request) else ""


def remember_destination(response: HttpResponse, code: str) -> HttpResponse:
    """Leave the kecamatan of `code` with the visitor; nothing finer, and nothing where there is none."""
    if code:
        response.set_cookie(
            COOKIE, regions.ancestor(code, KECAMATAN), max_age=YEAR, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response

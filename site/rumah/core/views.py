"""Answers that belong to no room: health, errors, the visitor's language."""

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rumah.core.addresses import without_language
from rumah.core.faults import answer

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Say that the process answers; asks nothing of anybody else."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether this process can serve people: database reached and migrated, cache reached."""
    checks = {"database": _database_ready(), "cache": _cache_ready()}
    ready = all(checks.values())
    return JsonResponse({"status": "ok" if ready else "unavailable", "checks": checks}, status=200 if ready else 503)


def _database_ready() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _cache_ready() -> bool:
    try:
        cache.set("readyz", "ok", 5)
        return bool(cache.get("readyz") == "ok")
    except Exception:  # each backend has errors of its own; all mean the same here
        return False


@require_safe
def set_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the visitor's language in a cookie and go back to the page they were on."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = _back(request)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=31_536_000, samesite="Lax", httponly=True,
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )  # fmt: skip
    return response


@require_safe
def set_scheme(request: HttpRequest, code: str) -> HttpResponse:
    """Remember light or dark in a cookie, or forget it for whatever the device wants, and go back."""
    response = _back(request)
    if code == "perangkat":
        response.delete_cookie(settings.SCHEME_COOKIE_NAME, samesite="Lax")
    elif code in settings.SCHEMES:
        response.set_cookie(
            settings.SCHEME_COOKIE_NAME, code, max_age=31_536_000, samesite="Lax", httponly=True,
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )  # fmt: skip
    else:
        raise Http404
    return response


def _back(request: HttpRequest) -> HttpResponse:
    """Lead to the page of ours that the visitor was on."""
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    return HttpResponseRedirect(without_language(target))


def staff_door(request: HttpRequest) -> HttpResponse:
    """Lead staff to the one door there is."""
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?next=/{settings.ADMIN_PATH}")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read, or that is larger than we take."""
    return answer(request, 413 if isinstance(exception, TOO_LARGE) else 400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a page that does not exist, or that is not for this person."""
    return answer(request, 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a page that this person may not open."""
    return answer(request, 403)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer somebody who came too often; allauth asks for it."""
    return answer(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours."""
    return answer(request, 500)

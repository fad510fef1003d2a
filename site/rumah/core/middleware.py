"""Layers every request passes. Each is a few lines and does one thing."""

import hashlib
import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import translation

from rumah.core.addresses import LANGUAGE
from rumah.settings.csp import ADMIN_POLICY

log = structlog.get_logger("rumah.request")
Get = Callable[[HttpRequest], HttpResponse]

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,36}")
_CONTROL = re.compile(r"%0[0-8bcef]|%1[0-9a-f]|%7f", re.IGNORECASE)
QUIET = ("/static/", "/media/", "/healthz", "/readyz")


def current_request_id() -> str:
    """Return the id of the request being answered, or an empty string in a command or a job."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


def hashed_user(user_id: int) -> str:
    """Return what stands for a person in the logs: it groups their lines and names nobody."""
    return hashlib.blake2s(f"{user_id}".encode(), key=settings.SECRET_KEY.encode()[:32], digest_size=6).hexdigest()


def request_context(get_response: Get) -> Get:
    """Give each request an id, say it back in a header, and log one line when it is answered."""

    def middleware(request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("X-Request-ID", "")
        request_id = sent if _REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        response = get_response(request)
        response["X-Request-ID"] = request_id
        if not request.path.startswith(QUIET):
            _log_request(request, response, started)
        return response

    return middleware


def _log_request(request: HttpRequest, response: HttpResponse, started: float) -> None:
    # Only a user someone already loaded: the log must not cost a query.
    user = getattr(request, "_cached_user", None)
    route = request.resolver_match.route if request.resolver_match else ""
    log.info(
        "request",
        method=request.method,
        route=route,
        status=response.status_code,
        ms=round((time.perf_counter() - started) * 1000, 1),
        user=hashed_user(user.pk) if user and user.pk else None,
    )


def refuse_control_characters(get_response: Get) -> Get:
    """Answer 400 to control characters in the address: PostgreSQL refuses NUL and SQLite would store it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        raw = request.META.get("QUERY_STRING", "")
        if _CONTROL.search(raw) or any(ord(letter) < 32 for letter in request.path):
            return HttpResponseBadRequest("Alamat ini tidak dapat dibaca.", content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def permissions_policy(get_response: Get) -> Get:
    """Say which powers of the browser our pages never use; give the admin the policy Wagtail needs."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()")
        if request.path.startswith(f"/{settings.ADMIN_PATH}"):
            response._csp_replace = ADMIN_POLICY  # type: ignore[attr-defined]  # django-csp reads it
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return middleware


def language(get_response: Get) -> Get:
    """Speak the language the visitor chose, Indonesian otherwise.

    The browser's own preference is left aside: many phones here are set to English by the shop that sold them. An
    address may name its language (`?bahasa=en`), so that search engines find each.
    """
    spoken = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        # An address that names a language is one of its own: search engines keep no cookies.
        named = request.GET.get(LANGUAGE, "")
        chosen = named if named in spoken else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in spoken else settings.LANGUAGE_CODE
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = get_response(request)
        response.setdefault("Content-Language", code)
        return response

    return middleware

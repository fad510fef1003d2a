"""Errors as problem+json (RFC 9457): one sentence, and every problem with the field it belongs to."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from rumah.core.errors import DomainError

MEDIA_TYPE = "application/problem+json"


def problem(status: int, title: str, *, problems: Sequence[dict[str, Any]] = ()) -> JsonResponse:
    """Return the answer; `type` stays `about:blank`, since the status says what kind it is."""
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if problems:
        body["problems"] = list(problems)
    response = JsonResponse(body, status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def domain_error(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a rule that said no."""
    problems = [{"field": p.field, "code": p.code, "message": str(p.message)} for p in error.problems]
    return problem(error.status, str(error), problems=problems)


def invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer input that has not the documented shape; the messages are the schema's, in English."""
    problems = []
    for item in error.errors:
        place = [str(part) for part in item["loc"][1:] if part not in {"payload", "query", "path"}]
        problems.append({"field": ".".join(place) or None, "code": item["type"], "message": item["msg"]})
    return problem(422, _("Permintaan tidak sesuai bentuk yang didokumentasikan."), problems=problems)


def missing(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what does not exist, or is not this person's."""
    return problem(404, _("Tidak ditemukan."))


def unauthenticated(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a call that needs to know who calls."""
    response = problem(401, _("Masuk dahulu, atau sertakan kunci akses."))
    response["WWW-Authenticate"] = "Bearer"
    return response


def throttled(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a caller who came too often, and say when to come back."""
    response = problem(429, _("Terlalu banyak permintaan. Coba lagi nanti."))
    response["Retry-After"] = str(int(error.wait or 60))
    return response


def http_error(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what the framework refuses, such as a body that is no JSON."""
    return problem(error.status_code, str(error))


def register(api: NinjaAPI) -> None:
    """Attach every answer above to the API."""
    api.add_exception_handler(DomainError, domain_error)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(Http404, missing)
    api.add_exception_handler(AuthenticationError, unauthenticated)
    api.add_exception_handler(Throttled, throttled)
    api.add_exception_handler(HttpError, http_error)

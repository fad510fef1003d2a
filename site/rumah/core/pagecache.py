"""Stored pages for visitors without a session.

A page is stored and reused only for a GET with no cookie that could change what is shown, and never with a
Set-Cookie. Every stored page carries the catalogue's generation: raising it forgets all pages at once.
"""

import hashlib
import pickle
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

GENERATION = "pages:generation"
MARK = "_store_page"
# Says to the visitor's own browser that it may keep this page for when there is no line (`theme/sw.js`).
KEEP = "X-Keep"
# Parameters that only say where a visitor came from; the page is the same with and without them.
IGNORED = frozenset({"utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "fbclid", "gclid"})
SKIPPED_HEADERS = frozenset({"X-Request-ID", "Set-Cookie", "Age"})
Get = Callable[[HttpRequest], HttpResponse]


def storable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose pages look the same to every visitor without a session."""

    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        setattr(response, MARK, True)
        if is_keepable(request):
            response[KEEP] = "1"
        return response

    marked.__name__, marked.__doc__, marked.__module__ = view.__name__, view.__doc__, view.__module__
    return marked


def forget_pages() -> None:
    """Make every stored page old: called when something that many pages show has changed."""
    try:
        cache.incr(GENERATION)
    except ValueError:
        cache.add(GENERATION, 1, None)


def is_anonymous(request: HttpRequest) -> bool:
    """Whether nothing in the request can make the page look different for this visitor."""
    private = {settings.SESSION_COOKIE_NAME, settings.CART_COOKIE_NAME, "messages", "sessionid"}
    return not private & request.COOKIES.keys() and "Authorization" not in request.headers


def is_keepable(request: HttpRequest) -> bool:
    """Whether a visitor's device may keep the page: nobody is signed in, and no notice meant for once stands on it."""
    return not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()


def page_cache(get_response: Get) -> Get:
    """Answer from the shared cache where that is safe."""

    def middleware(request: HttpRequest) -> HttpResponse:
        seconds: int = settings.PAGE_CACHE_SECONDS
        if not seconds or request.method != "GET" or not is_anonymous(request):
            return get_response(request)
        key = _key(request)
        found = cache.get_many([key, GENERATION])
        generation = found.get(GENERATION, 0)
        stored = found.get(key)
        if stored and stored[0] == generation:
            return _thaw(stored)
        response = get_response(request)
        if _may_store(response):
            patch_vary_headers(response, ["Cookie"])
            response["Cache-Control"] = "no-cache"
            cache.set(key, _freeze(response, generation), seconds)
        return response

    return middleware


def _key(request: HttpRequest) -> str:
    kept = sorted((k, v) for k, v in parse_qsl(request.META.get("QUERY_STRING", ""), True) if k not in IGNORED)
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    # The host and scheme are part of the page: absolute addresses are written into it.
    scheme = request.COOKIES.get(settings.SCHEME_COOKIE_NAME, "")
    scheme = scheme if scheme in settings.SCHEMES else ""
    parts = [request.get_host(), request.scheme or "", language[:5], scheme, request.path, urlencode(kept)]
    return f"page:{hashlib.blake2b(chr(10).join(parts).encode(), digest_size=20).hexdigest()}"


def _may_store(response: HttpResponse) -> bool:
    marked = getattr(response, MARK, False)
    return bool(marked and response.status_code == 200 and not response.streaming and not response.cookies)


def _freeze(response: HttpResponse, generation: int) -> tuple[int, bytes]:
    headers = [(name, value) for name, value in response.items() if name not in SKIPPED_HEADERS]
    return generation, pickle.dumps((headers, response.content), protocol=5)


def _thaw(stored: tuple[int, bytes]) -> HttpResponse:
    headers, content = pickle.loads(stored[1])  # noqa: S301  # we wrote it, into our own cache
    response = HttpResponse(content)
    for name, value in headers:
        response[name] = value
    return response

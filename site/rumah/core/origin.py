"""Protection against forged posts for forms on stored pages, which cannot carry a token of one visitor.

Browsers say with every post where it comes from (Sec-Fetch-Site, Origin); a page of another site cannot change that.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from rumah.core.views import csrf_failure

View = Callable[..., HttpResponse]


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that the post comes from one of our own pages."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(source)
    return parts.netloc == request.get_host() and parts.scheme == request.scheme


def same_origin_post(view: View) -> View:
    """Let a view take posts without a CSRF token, but from our own pages only."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not is_same_origin(request):
            return csrf_failure(request, "origin")
        return view(request, *args, **kwargs)

    guarded.__name__, guarded.__doc__, guarded.__module__ = view.__name__, view.__doc__, view.__module__
    return csrf_exempt(guarded)

"""Small answers that several pages of buying give."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from rumah.core.errors import DomainError

View = Callable[..., HttpResponse]


def see_other(path: str) -> HttpResponse:
    """Lead on by 303: whatever was posted, the next page is fetched, and a reload posts nothing again."""
    return HttpResponseRedirect(path, status=303)


def say(request: HttpRequest, error: DomainError) -> None:
    """Show every problem of `error` on the next page."""
    for problem in error.problems:
        messages.error(request, str(problem.message))


def private(view: View) -> View:
    """Keep a page about one person out of every cache and every search engine."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded

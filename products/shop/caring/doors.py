"""The door of every page behind a purchase's signed link."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from products.shop.buying.linked import purchase_of

T = TypeVar("T")
View = Callable[..., HttpResponseBase]


def of_purchase(view: View) -> View:
    """Hand the view the purchase instead of its number; 404 without the purchase's own token.

    The token that a post must carry is itself the secret a forged page cannot know, and under `no-referrer` browsers
    send no origin that Django's own check could accept.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, purchase_of(request, number), *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        # The address holds the key to the purchase: links out of the page must not carry it along.
        response["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


def found(row: T | None) -> T:
    """Return the row, or answer 404."""
    if row is None:
        raise Http404
    return row

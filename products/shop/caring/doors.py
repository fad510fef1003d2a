"""Whose purchase it is: whoever holds its signed link, and nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from products.orders.links import purchase_by_token
from products.orders.models import Purchase

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
        response = view(request, _found(request, number), *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        # The address holds the key to the purchase: links out of the page must not carry it along.
        response["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


def _found(request: HttpRequest, number: str) -> Purchase:
    purchase = purchase_by_token(number, request.POST.get("t") or request.GET.get("t", ""))
    if purchase is None:
        raise Http404
    return purchase


def found(row: T | None) -> T:
    """Return the row, or answer 404."""
    if row is None:
        raise Http404
    return row

"""A visitor's own lists, kept with the visitor: favourites in a signed cookie, seen lately in a plain one."""

import re
from collections.abc import Sequence

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

FAVOURITES, SEEN = "favorit", "dilihat"
SALT = "favourites.visitor"
MOST_FAVOURITES, MOST_SEEN = 50, 12
YEAR, MONTH = 365 * 24 * 3600, 30 * 24 * 3600
_IDS = re.compile(r"\d{1,18}(?:-\d{1,18}){0,11}")


def favourites(request: HttpRequest) -> list[int]:
    """Return the products a visitor keeps, newest first."""
    try:
        ids = signing.loads(request.COOKIES.get(FAVOURITES, ""), salt=SALT, max_age=YEAR)
    except signing.BadSignature:
        return []
    return list(ids)


def save_favourites(response: HttpResponse, ids: Sequence[int]) -> None:
    """Keep them for a year; an empty list takes the cookie back."""
    if not ids:
        response.delete_cookie(FAVOURITES, samesite="Lax")
        return
    text = signing.dumps(list(ids)[:MOST_FAVOURITES], salt=SALT, compress=True)
    _set(response, FAVOURITES, text, YEAR)


def seen(request: HttpRequest) -> list[int]:
    """Return the products seen lately, newest first; whatever else stands in the cookie is nothing."""
    text = request.COOKIES.get(SEEN, "")
    return [int(number) for number in text.split("-")] if _IDS.fullmatch(text) else []


def save_seen(response: HttpResponse, ids: Sequence[int]) -> None:
    """Keep the newest twelve for a month; an empty list takes the cookie back."""
    if ids:
        _set(response, SEEN, "-".join(str(number) for number in ids[:MOST_SEEN]), MONTH)
    else:
        response.delete_cookie(SEEN, samesite="Lax")


def _set(response: HttpResponse, name: str, text: str, age: int) -> None:
    response.set_cookie(
        name, text, max_age=age, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )  # fmt: skip

"""What every template may need, without a query for visitors who are not signed in."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

NAV = (
    ("/produk/", _("Produk")),
    ("/usaha/", _("Usaha")),
    ("/pendampingan/", _("Pendampingan")),
    ("/panduan/", _("Panduan")),
)


def house(request: HttpRequest) -> dict[str, object]:
    """Return the operator's name and contacts, the main addresses, and whether the visitor is signed in."""
    return {
        "HOUSE_NAME": settings.HOUSE_NAME,
        "HOUSE_OPERATOR": settings.HOUSE_OPERATOR,
        "HOUSE_PHONE": settings.HOUSE_PHONE,
        "HOUSE_ADDRESS": settings.HOUSE_ADDRESS,
        "HOUSE_NAV": NAV,
        "HOUSE_AT": _at(request.path),
        "SIMULATOR": settings.SIMULATOR,
        "STAFF_PATH": f"/{settings.ADMIN_PATH}",
        "SIGNED_IN": is_signed_in(request),
        "SCHEME": scheme if (scheme := request.COOKIES.get(settings.SCHEME_COOKIE_NAME)) in settings.SCHEMES else "",
    }


def _at(path: str) -> tuple[str, str]:
    """Return the main address that `path` is or lies below, and what aria-current says of it."""
    for url, _label in NAV:
        if path.startswith(url):
            return url, "page" if path == url else "true"
    return "", ""


def is_signed_in(request: HttpRequest) -> bool:
    """Whether somebody is signed in; `request.user` is asked only when a session can be there.

    A page that reports a fault must appear even when the database is that fault.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = getattr(request, "user", None)
    try:
        return bool(user and user.is_authenticated)
    except DatabaseError:
        return False

"""Protection against forged posts for forms on stored pages, which cannot carry a token of one visitor.

Browsers say with every post where it comes from (Sec-Fetch-Site, Origin); a page of another site cannot change that.
"""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from rumah.core.faults import HOME, Fault, answer

View = Callable[..., HttpResponse]
OLD_PAGE = Fault(
    _("Halaman sudah terlalu lama terbuka"),
    _("Demi keamanan kiriman Anda tidak diproses; kembali, muat ulang halamannya, lalu kirim sekali lagi."),
    (HOME,),
)
# Fields and letters of a refused post that are given back; more than any form of ours has.
MOST_FIELDS, MOST_LETTERS = 300, 100_000
SECRET = ("password", "sandi", "code", "otp")


class Resend(NamedTuple):
    """A refused post to be sent once more; `dropped` says that secrets or files are not in it."""

    action: str
    fields: list[tuple[str, str]]
    dropped: bool


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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a refused post without losing what was typed: usually the page had simply been open too long."""
    return answer(request, 403, OLD_PAGE, resend=_resend(request))


def _resend(request: HttpRequest) -> Resend | None:
    """Return the post, if the browser says it is from our own page: another site's must not be one press away."""
    if request.method != "POST" or not is_same_origin(request):
        return None
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    kept = [(name, value) for name, value in sent if not any(word in name for word in SECRET)]
    if not kept or len(kept) > MOST_FIELDS or sum(len(value) for _name, value in kept) > MOST_LETTERS:
        return None
    return Resend(request.get_full_path(), kept, dropped=len(kept) < len(sent) or bool(request.FILES))

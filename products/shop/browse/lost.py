"""Nothing is at this address, or not any more: what is like it, by the words of the address."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.middleware import get_redirect

from products.catalogue.queries import has_left, was_archived
from products.catalogue.similar import like
from rumah.businesses.queries import businesses_like, is_resting
from rumah.core.faults import HOME, SHELF, Fault, answer
from rumah.core.search.words import query_words

# Pages whose address is made of words.
WORDED = re.compile(r"/(produk|usaha|panduan)/([-\w]{3,80})/")
# The random end of an address whose plain one was taken.
TAIL = re.compile(r"-(?=[a-z0-9]*\d)[a-z0-9]{5,8}$")
DIRECTORY = ("/usaha/", _("Lihat usaha lain"))
ARCHIVED = Fault(
    _("Produk ini tidak dijual lagi"),
    _("Penjualnya sudah menyimpan produk ini ke arsip. Masih banyak produk lain."),
    (SHELF, HOME),
)
AWAY = Fault(
    _("Produk ini sedang tidak dijual"),
    _("Penjualnya sedang tidak menampilkan produk ini. Mungkin yang di bawah ini cocok."),
    (SHELF, HOME),
)
RESTING = Fault(
    _("Usaha ini sedang tidak tampil"),
    _("Halamannya ditutup untuk sementara, dan produknya tidak bisa dipesan. Pesanan yang sudah dibayar tetap diurus."),
    (DIRECTORY, SHELF),
)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a page that does not exist; a guide whose address an editor changed is led to its new one."""
    worded = WORDED.fullmatch(request.path)
    if worded is None or request.method not in ("GET", "HEAD"):
        return answer(request, 404)
    kind, slug = worded.groups()
    if kind == "panduan" and (moved := get_redirect(request, request.path.rstrip("/"))) and moved.link:
        return HttpResponsePermanentRedirect(moved.link)
    return answer(request, 404, **_alike(kind, slug))


def product_gone(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for a product that is not on the shelf. Raises Http404 for one that never was."""
    if was_archived(slug):
        return answer(request, 410, ARCHIVED, **_alike("produk", slug))
    if has_left(slug):
        return answer(request, 404, AWAY, **_alike("produk", slug))
    raise Http404


def business_gone(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for a business that is suspended. Raises Http404 for one that strangers never saw."""
    if not is_resting(slug):
        raise Http404
    return answer(request, 410, RESTING, **_alike("usaha", slug))


def _alike(kind: str, slug: str) -> dict[str, Any]:
    words = [word for word in query_words(TAIL.sub("", slug).replace("-", " ").replace("_", " ")) if len(word) > 2]
    typed = " ".join(words)
    if not words:
        return {}
    return {"typed": typed, "businesses" if kind == "usaha" else "products": _found(kind, words)}


def _found(kind: str, words: list[str]) -> list[Any]:
    return businesses_like(words) if kind == "usaha" else like(words)

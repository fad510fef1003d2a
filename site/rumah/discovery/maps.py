"""robots.txt and the sitemaps: an index, and parts cut by ranges of the primary key.

A part costs one walk along the primary key however many rows there are in all, and the index one probe for each part.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from mentoring.services.models import Service
from products.catalogue.models import Category, Product
from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.content.models import GuidePage, PlainPage
from rumah.core.addresses import absolute
from rumah.theme.share import alternates
from rumah.theme.templatetags.rumah import media

R = TypeVar("R", bound=HttpResponseBase)
# The protocol allows 50,000 addresses and 50 MB; with two languages each this is about 8 MB.
SIZE = 10_000
SECONDS = 3600
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
XML = "application/xml; charset=utf-8"
# What belongs to a visitor, and the many addresses that narrow the same list.
CLOSED = (
    "/akun/", "/toko-saya/", "/keranjang/", "/bayar/", "/pembelian/", "/favorit/", "/dilihat/", "/pratinjau/", "/s/",
    "/meja/", "/api/", "/bahasa/", "/pendampingan/sesi/", "/pendampingan/kalender/", "/*?*urut=", "/*?*min=",
    "/*?*max=", "/*?*q=", "/*?*halal=", "/*?*izin=", "/*?*tersedia=",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of one table: `rows` are those strangers may see, `line` turns (pk, …) into (path, changed, photo)."""

    rows: Callable[[], QuerySet[Any]]
    columns: tuple[str, ...]
    line: Callable[[tuple[Any, ...]], tuple[str, datetime | None, str]]


KINDS: dict[str, Kind] = {
    "produk": Kind(
        lambda: Product.objects.filter(is_listed=True), ("slug", "updated_at", "card_photo"),
        lambda row: (f"/produk/{row[0]}/", row[1], row[2]),
    ),
    "usaha": Kind(
        lambda: Business.objects.filter(standing=Standing.VERIFIED), ("slug", "updated_at", "cover"),
        lambda row: (f"/usaha/{row[0]}/", row[1], row[2]),
    ),
    "panduan": Kind(
        lambda: GuidePage.objects.live().public().filter(locale__language_code=settings.LANGUAGE_CODE),
        ("slug", "last_published_at"), lambda row: (f"/panduan/{row[0]}/", row[1], ""),
    ),
    "halaman": Kind(
        lambda: PlainPage.objects.live().public().filter(locale__language_code=settings.LANGUAGE_CODE),
        ("slug", "last_published_at"), lambda row: (f"/{row[0]}/", row[1], ""),
    ),
    "kategori": Kind(Category.objects.all, ("slug",), lambda row: (f"/produk/?kategori={row[0]}", None, "")),
    "layanan": Kind(
        lambda: Service.objects.filter(is_active=True), ("slug",), lambda row: (f"/pendampingan/{row[0]}/", None, "")
    ),
}  # fmt: skip
ALWAYS = ("/", "/produk/", "/usaha/", "/panduan/", "/pendampingan/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say which pages are for machines to read, and where the map is."""
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED)
    text = f"User-agent: *\n{closed}\nSitemap: {absolute('/sitemap.xml')}\n"
    return _kept(HttpResponse(text, content_type="text/plain; charset=utf-8"))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the parts that have something in them."""
    parts: list[str] | None = cache.get("sitemap:parts")
    if parts is None:
        parts = ["/peta/utama-0.xml", *(path for kind in KINDS for path in _parts(kind))]
        cache.set("sitemap:parts", parts, SECONDS)
    rows = "".join(f"<sitemap><loc>{escape(absolute(path))}</loc></sitemap>\n" for path in parts)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    )
    return _kept(HttpResponse(f"{head}{rows}</sitemapindex>\n", content_type=XML))


@require_safe
def part(request: HttpRequest, kind: str, number: int) -> StreamingHttpResponse | HttpResponse:
    """List the pages whose rows lie in one range of the primary key."""
    if kind == "utama" and number == 0:
        lines: Iterator[str] = (_entry(path, None, "") for path in ALWAYS)
    elif kind in KINDS and number < 2**40:
        lines = _lines(KINDS[kind], number)
    else:
        raise Http404
    first = next(lines, None)
    if first is None:
        raise Http404

    def whole() -> Iterator[str]:
        yield HEAD
        yield first
        yield from lines
        yield "</urlset>\n"

    return _kept(StreamingHttpResponse(whole(), content_type=XML))


def _parts(kind: str) -> Iterator[str]:
    """Jump from the first row of a range to the first one behind it."""
    rows, start = KINDS[kind].rows(), 0
    while (pk := rows.filter(pk__gte=start).order_by("pk").values_list("pk", flat=True).first()) is not None:
        yield f"/peta/{kind}-{pk // SIZE}.xml"
        start = (pk // SIZE + 1) * SIZE


def _lines(kind: Kind, number: int) -> Iterator[str]:
    found = kind.rows().filter(pk__gte=number * SIZE, pk__lt=(number + 1) * SIZE).order_by("pk")
    for row in found.values_list(*kind.columns).iterator(chunk_size=1000):
        yield _entry(*kind.line(row))


def _entry(path: str, changed: datetime | None, photo: str) -> str:
    text = f"<url><loc>{escape(absolute(path))}</loc>"
    if changed:
        text += f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>"
    for code, url in alternates(path):
        text += f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(url)}"/>'
    if photo:
        text += f"<image:image><image:loc>{escape(absolute(media(photo)))}</image:loc></image:image>"
    return f"{text}</url>\n"


def _kept(response: R) -> R:
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    return response

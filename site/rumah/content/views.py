"""Home and guides, found directly instead of through the page tree."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from rumah.content import queries, sharing
from rumah.content.models import GuidePage, HomePage, PlainPage
from rumah.core.pagecache import storable

# (title, address) of the feeds that these pages name.
NEW_PRODUCTS = (_("Produk baru"), "/umpan/produk.xml")
NEW_GUIDES = (_("Panduan"), "/umpan/panduan.xml")


@require_safe
@storable
def home(request: HttpRequest) -> HttpResponse:
    """Show the home page."""
    page = queries.home_page()
    if page is None:
        raise Http404
    return render_home(request, page)


def render_home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """Show `page` with what its blocks ask for."""
    context = {"share": sharing.home_share(page), "structured": sharing.home_data(), "feed": NEW_PRODUCTS}
    return render(request, "content/home.html", {"page": page, "parts": queries.parts(page), **context})


@require_safe
@storable
def guide_list(request: HttpRequest) -> HttpResponse:
    """Show the shelf of guides."""
    page, guides = queries.guide_index(), queries.guides()
    context = {"share": sharing.guides_share(page), "structured": sharing.guides_data(guides), "feed": NEW_GUIDES}
    return render(request, "content/guides.html", {"page": page, "guides": guides, **context})


@require_safe
@storable
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one guide."""
    page = queries.guide(slug)
    if page is None:
        raise Http404
    return render_guide(request, page)


def render_guide(request: HttpRequest, page: GuidePage) -> HttpResponse:
    """Show `page`; its cover is scaled once and then kept."""
    cover = page.cover.get_rendition("width-720|format-webp") if page.cover else None
    context = {
        "page": page, "cover": cover, "parts": queries.parts(page), "service": queries.service(page),
        "share": sharing.guide_share(page), "structured": sharing.guide_data(page, cover), "feed": NEW_GUIDES,
    }  # fmt: skip
    return render(request, "content/guide.html", context)


@require_safe
@storable
def plain(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page of text."""
    page = queries.plain(slug)
    if page is None:
        raise Http404
    return render_plain(request, page)


def render_plain(request: HttpRequest, page: PlainPage) -> HttpResponse:
    """Show `page`."""
    return render(
        request, "content/plain.html", {"page": page, "parts": queries.parts(page), "share": sharing.plain_share(page)}
    )

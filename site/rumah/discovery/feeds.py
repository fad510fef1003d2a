"""Atom feeds of what is new. Each is one indexed query of a fixed size."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentoring.booking.sharing import workshop_name
from mentoring.schedule.models import Occurrence
from products.catalogue.cards import Card
from products.catalogue.categories import tree
from products.catalogue.queries import Filters, list_products
from rumah.content import queries
from rumah.core import clock
from rumah.core.addresses import absolute
from rumah.core.money import format_rupiah
from rumah.core.pagecache import storable
from rumah.theme.templatetags.rumah import media, waktu

COUNT = 40


class Entry(NamedTuple):
    """One line of a feed; `photo` is a storage name of a WebP."""

    title: str
    path: str
    text: str
    at: datetime
    author: str = ""
    photo: str = ""
    key: str = ""


@require_safe
@storable
def products(request: HttpRequest) -> HttpResponse:
    """Answer with the newest products."""
    return _feed(request, _("Produk baru"), "/produk/", _new(Filters()))


@require_safe
@storable
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the newest products of one category."""
    found = next((one for one in tree() if one.slug == slug), None)
    if found is None:
        raise Http404
    return _feed(request, found.name, f"/produk/?kategori={slug}", _new(Filters(category=slug)))


@require_safe
@storable
def guides(request: HttpRequest) -> HttpResponse:
    """Answer with the newest guides."""
    rows = [Entry(page.title, page.address, page.intro, page.published_at) for page in queries.guides(COUNT)]
    return _feed(request, _("Panduan"), "/panduan/", rows)


@require_safe
@storable
def events(request: HttpRequest) -> HttpResponse:
    """Answer with the workshops to come, the nearest first."""
    coming = Occurrence.objects.filter(
        state=Occurrence.State.OPEN, starts_at__gte=clock.now(), service__is_active=True
    ).select_related("service")
    rows = [
        Entry(
            title=workshop_name(row.service, row), path=f"/pendampingan/{row.service.slug}/",
            text=f"{waktu(row.starts_at)} · {row.get_place_display()}", at=row.changed_at, key=str(row.pk),
        )
        for row in coming.order_by("starts_at", "id")[:COUNT]
    ]  # fmt: skip
    return _feed(request, _("Kegiatan"), "/pendampingan/", rows)


def _new(filters: Filters) -> list[Entry]:
    return [_product(card) for card in list_products(filters, size=COUNT).rows]


def _product(card: Card) -> Entry:
    text = f"{format_rupiah(card.min_price)} · {card.business_name}"
    return Entry(card.name, card.get_absolute_url(), text, card.listed_at, card.business_name, card.card_photo)


def _feed(request: HttpRequest, title: str, path: str, entries: Iterable[Entry]) -> HttpResponse:
    feed = Atom1Feed(
        title=f"{title} · {settings.HOUSE_NAME}", link=absolute(path), description=title,
        feed_url=absolute(request.path), language=settings.LANGUAGE_CODE, author_name=settings.HOUSE_NAME,
    )  # fmt: skip
    for one in entries:
        url = absolute(one.path)
        feed.add_item(
            title=one.title, link=url, description=one.text, pubdate=one.at, updateddate=one.at,
            author_name=one.author or None, unique_id=f"{url}#{one.key}" if one.key else url,
            enclosures=[Enclosure(absolute(media(one.photo)), "0", "image/webp")] if one.photo else [],
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")

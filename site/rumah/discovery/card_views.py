"""Cards on request: drawn once for the same facts, kept for a day, never for what strangers may not see."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.views.decorators.http import require_safe
from PIL import UnidentifiedImageError

from products.catalogue.models import Product, ProductPhoto
from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.content.models import GuidePage
from rumah.core import regions
from rumah.core.money import format_rupiah
from rumah.discovery.draw import Words, draw

DAY = 86_400
# Drawing takes a tenth of a second of CPU: one at a time in a process, and the rest come again.
DRAWING = threading.Semaphore(1)
PATIENCE = 5
DESIGN = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card shows; `photo` is a storage name."""

    words: Words
    photo: str = ""

    @property
    def digest(self) -> str:
        """The same for the same card."""
        told = repr((DESIGN, settings.HOUSE_NAME, self.words, self.photo))
        return hashlib.blake2s(told.encode(), digest_size=12).hexdigest()


@require_safe
def card(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Answer with the picture of a page; 404 for a page that strangers do not see."""
    known = KINDS.get(kind)
    # One picture for everybody: chats keep it for all their readers.
    with translation.override(settings.LANGUAGE_CODE):
        facts = known(slug) if known else None
    if facts is None:
        raise Http404
    etag = f'"{facts.digest}"'
    if etag in request.headers.get("If-None-Match", ""):
        return _kept(HttpResponseNotModified(), etag)
    key = f"card:{facts.digest}"
    content: bytes | None = cache.get(key)
    if content is None:
        if not DRAWING.acquire(timeout=PATIENCE):
            return HttpResponse(status=503, headers={"Retry-After": "5"})
        try:
            # Whoever was before us may have drawn this very one.
            content = cache.get(key) or draw(facts.words, _read(facts.photo))
        finally:
            DRAWING.release()
        cache.set(key, content, DAY)
    return _kept(HttpResponse(content, content_type="image/jpeg"), etag)


def _kept(response: HttpResponse, etag: str) -> HttpResponse:
    # A day and no longer: what is taken from the shelf must not live on in a cache between.
    response["Cache-Control"] = f"public, max-age={DAY}"
    response["ETag"] = etag
    return response


def _read(name: str) -> bytes | None:
    if not name:
        return None
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except (OSError, UnidentifiedImageError):
        return None


def _product(slug: str) -> Facts | None:
    row = Product.objects.filter(slug=slug, is_listed=True).select_related("business").defer("description").first()
    if row is None:
        return None
    price = format_rupiah(row.min_price)
    if row.max_price > row.min_price:
        price = f"{price} – {format_rupiah(row.max_price)}"
    made = ProductPhoto.objects.filter(product=row).exclude(renditions={}).values_list("renditions", flat=True).first()
    photo = made["hero_960_webp"]["name"] if made else row.card_photo
    return Facts(Words(row.name, price, f"{row.business.name} · {_place(row.district_code)}"), photo)


def _business(slug: str) -> Facts | None:
    row = Business.objects.filter(slug=slug, standing=Standing.VERIFIED).defer("story").first()
    if row is None:
        return None
    photo = row.cover.name or row.logo.name or ""
    return Facts(Words(row.name, row.tagline, f"{row.get_sector_display()} · {_place(row.district_code)}"), photo)


def _guide(slug: str) -> Facts | None:
    pages = GuidePage.objects.live().public().filter(slug=slug).select_related("cover", "locale")
    page = min(pages[:4], key=lambda one: one.locale.language_code != settings.LANGUAGE_CODE, default=None)
    if page is None:
        return None
    cover = page.cover.get_rendition("width-720|format-webp").file.name if page.cover else ""
    return Facts(Words(page.title, page.intro, f"Panduan · {page.reading_minutes} menit membaca"), cover)


def _house(slug: str) -> Facts | None:
    return Facts(Words(settings.HOUSE_NAME, settings.HOUSE_OPERATOR)) if slug == "beranda" else None


def _place(district: str) -> str:
    regency = regions.name(regions.ancestor(district, 2)).removeprefix("Kabupaten ").removeprefix("Kab. ")
    return ", ".join(filter(None, (regions.name(district), regency)))


KINDS: dict[str, Callable[[str], Facts | None]] = {
    "produk": _product, "usaha": _business, "panduan": _guide, "rumah": _house,
}  # fmt: skip

"""A product in a list. Written in Python: a page draws two dozen, and as a template each costs ten times as much."""

from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from rumah.core import regions
from rumah.core.money import format_rupiah
from rumah.theme.templatetags.rumah import media

register = template.Library()
# About 5 MB of cards.
MOST = 4096
NO_PHOTO = SafeString('<div class="photo photo--none" aria-hidden="true"></div>')
FIRST, LATER = SafeString(' fetchpriority="high"'), SafeString(' loading="lazy" decoding="async"')


@register.simple_tag
def product_card(product: Any, *, priority: bool = False) -> SafeString:
    """Return the card of one product, drawn once in a process; the picture of one with `priority` is fetched first.

    `product` has the fields of a row of a list, is hashable, and equal ones look equal.
    """
    return _draw(product, priority, get_language())


@lru_cache(maxsize=MOST)
def _draw(product: Any, priority: bool, _language: str | None) -> SafeString:  # noqa: FBT001
    return format_html(
        '<article class="card offer">{photo}<div class="card__body">'
        '<h3 class="offer__name"><a href="/produk/{slug}/">{name}</a></h3><p class="price">{price}</p>'
        '<p class="small muted">{maker}</p>{badge}</div></article>',
        photo=_photo(product, priority), slug=product.slug, name=product.name, price=_price(product),
        maker=" · ".join(filter(None, (product.business_name, regions.name(product.district_code)))),
        badge=_badge(product),
    )  # fmt: skip


def _photo(product: Any, priority: bool) -> SafeString:  # noqa: FBT001
    if not product.card_photo:
        return NO_PHOTO
    return format_html(
        '<img class="photo" src="{}" width="320" height="320" alt="{}"{}>',
        media(product.card_photo), product.card_alt, FIRST if priority else LATER,
    )  # fmt: skip


def _price(product: Any) -> str:
    lowest = format_rupiah(product.min_price)
    if product.max_price <= product.min_price:
        return lowest
    return format_html('{}<span class="small"> – {}</span>', lowest, format_rupiah(product.max_price))


def _badge(product: Any) -> str:
    if not product.in_stock:
        return format_html('<p><span class="badge badge--warn">{}</span></p>', gettext("Stok habis"))
    if product.halal == "certified":
        return format_html('<p><span class="badge badge--ok">{}</span></p>', gettext("Halal"))
    return ""

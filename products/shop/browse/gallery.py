"""Pictures of a product as its page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from products.catalogue.models import ProductPhoto


@dataclass(frozen=True, slots=True)
class Picture:
    """One photo: `avif` and `webp` are `srcset` texts, `src` the fallback with its size, `whole` the largest."""

    id: int
    number: int
    src: str
    whole: str
    width: int
    height: int
    avif: str
    webp: str
    thumb: str
    alt: str


def pictures(photos: Iterable[ProductPhoto], *, name: str, first: int | None = None) -> list[Picture]:
    """Return the photos that are rendered, in their order; one still in the queue is left out.

    The photo with the id `first`, which shows the variant that was asked for, stands before the others.
    """
    rendered = sorted((photo for photo in photos if photo.renditions), key=lambda photo: photo.pk != first)
    return [_picture(number, photo, name) for number, photo in enumerate(rendered, 1)]


def _picture(number: int, photo: ProductPhoto, name: str) -> Picture:
    made: Mapping[str, Mapping[str, Any]] = photo.renditions
    fallback = made["hero_480_webp"]
    return Picture(
        id=photo.pk,
        number=number,
        src=default_storage.url(fallback["name"]),
        whole=default_storage.url(made["hero_960_webp"]["name"]),
        width=fallback["width"],
        height=fallback["height"],
        avif=_srcset(made, "avif"),
        webp=_srcset(made, "webp"),
        thumb=default_storage.url(made["card_320"]["name"]),
        alt=photo.alt or (name if number == 1 else _("%(name)s, foto %(number)d") % {"name": name, "number": number}),
    )


def _srcset(made: Mapping[str, Mapping[str, Any]], kind: str) -> str:
    """Two widths; one where the source was so small that both are the same."""
    widths = {made[key]["width"]: made[key]["name"] for key in (f"hero_960_{kind}", f"hero_480_{kind}")}
    return ", ".join(f"{default_storage.url(name)} {width}w" for width, name in sorted(widths.items()))

"""What putting a version on the listing means for each kind, and what taking it back would lose.

Listing and profile are changed by their own rooms' verbs; what they replaced is remembered here.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mentoring.results.files import private
from mentoring.results.models import Deliverable, Publication, Version
from mentoring.results.states import FOR_GALLERY, Format, Kind
from products.catalogue.models import Product
from products.catalogue.offer import reword as reword_product
from products.catalogue.photos.hang import hang
from products.catalogue.photos.remove import remove_photo
from rumah.businesses.models import Business
from rumah.businesses.profile import plain_story
from rumah.businesses.wording import reword as reword_business
from rumah.core.images.intake import Accepted


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that was changed since: what stands there now and goes, and what comes back."""

    label: str
    now: str
    back: str


def put(version: Version, *, in_gallery: bool, actor: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Change the listing, in the caller's transaction; return what stood there and what stands there now."""
    row = version.deliverable
    was = current(row)
    if row.kind == Kind.TEXT:
        product = _product(row)
        reword_product(product=product, name=version.name, description=version.description, actor=actor)
    elif row.kind == Kind.PROFILE:
        # What the mentor left empty stays as the owner wrote it.
        tagline, story = version.tagline or was["tagline"], version.story or was["story"]
        reword_business(business=row.business, tagline=tagline, story=story, actor=actor)
    elif row.kind == Kind.PHOTO or (in_gallery and row.kind in FOR_GALLERY):
        product = _product(row)
        alt = product.name if row.kind == Kind.PHOTO else f"{row.get_kind_display().capitalize()} {product.name}"
        added = hang(
            product=product, pictures=_pictures(version), alt=alt, first=row.kind == Kind.PHOTO, actor=actor
        )  # fmt: skip
        return was, {"photos": added}
    return was, current(row)


def take_back(publication: Publication, *, actor: Any) -> None:
    """Bring back what stood there before, in the caller's transaction."""
    row, was = publication.deliverable, publication.was
    if row.kind == Kind.TEXT:
        reword_product(product=_product(row), name=was["name"], description=was["description"], actor=actor)
    elif row.kind == Kind.PROFILE:
        reword_business(business=row.business, tagline=was["tagline"], story=was["story"], actor=actor)
    elif publication.now.get("photos"):
        for photo in _product(row).photos.filter(pk__in=publication.now["photos"]).order_by("pk"):
            remove_photo(photo=photo, actor=actor, for_good=True)


def current(row: Deliverable) -> dict[str, Any]:
    """Return what stands there now of that which this kind changes."""
    if row.kind == Kind.TEXT:
        product = Product.objects.get(pk=_product(row).pk)
        return {"name": product.name, "description": product.description}
    if row.kind == Kind.PROFILE:
        business = Business.objects.get(pk=row.business_id)
        return {"tagline": business.tagline, "story": plain_story(business)}
    if row.product_id and row.kind != Kind.PROMO:
        return {"photos": list(_product(row).photos.values_list("pk", flat=True))}
    return {}


def losses(publication: Publication) -> list[Loss]:
    """Return what the owner changed since it went live and would lose; empty when nothing."""
    row = publication.deliverable
    here = current(row)
    if row.kind in {Kind.TEXT, Kind.PROFILE}:
        labels = {
            "name": _("Nama produk"), "description": _("Uraian"), "tagline": _("Kalimat singkat"),
            "story": _("Cerita usaha"),
        }  # fmt: skip
        return [
            Loss(labels[key], here[key], publication.was[key])
            for key, value in publication.now.items()
            if here[key] != value
        ]
    ours, there = set(publication.now.get("photos", [])), set(here.get("photos", []))
    if publication.was.get("photos") and ours & there and not there - ours:
        return [Loss(_("Foto produk"), _("hanya foto hasil ini"), _("tanpa foto"))]
    return []


def fingerprint(publication: Publication) -> str:
    """Return what stands for the listing as it is now: who agreed to lose it agreed to lose just that."""
    text = json.dumps(current(publication.deliverable), sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _product(row: Deliverable) -> Product:
    assert row.product is not None  # noqa: S101  # `submit` makes these kinds with a product only
    return row.product


def _pictures(version: Version) -> list[Accepted]:
    found = []
    for piece in version.pieces.filter(format=Format.JPG):
        with private().open(piece.stored, "rb") as file:
            found.append(Accepted(file.read(), piece.width, piece.height, piece.digest))
    return found

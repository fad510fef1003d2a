"""Keep a prepared photo: its files through the storage, its row in the caller's transaction."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.prepare import Prepared
from products.catalogue.photos.wording import MAX_PHOTOS, suggested
from rumah.core.errors import DomainError, Unavailable
from rumah.core.images import shelf
from rumah.core.images.intake import Accepted
from rumah.core.images.render import Rendition
from rumah.core.locking import locked_one
from rumah.core.text import clean_line

FOLDER = "produk"


def store(*, product_id: int, prepared: Prepared, alt: str = "", position: int | None = None) -> ProductPhoto:
    """Keep `prepared` for the product and return its row; the same file a second time returns the row there is.

    Does not refresh the product's listing: the caller does it once for many (`refresh.refresh_products`). A caller
    with a transaction of its own puts `shelf.all_or_nothing()` around it, so that its failure leaves no files.
    Raises DomainError when the product has its 12 photos, Unavailable when the disk is full.
    """
    return keep(
        product_id=product_id, accepted=prepared.accepted, made=prepared.renditions, alt=alt, position=position,
        findings=prepared.findings,
    )  # fmt: skip


def keep(
    *, product_id: int, accepted: Accepted, made: dict[str, Rendition], alt: str | None, position: int | None,
    findings: dict[str, Any] | None = None, key: UUID | None = None,
) -> ProductPhoto:  # fmt: skip
    """Write files and row; `made` and `findings` may be empty when a task renders and judges later.

    Without an `alt` one is suggested. An upload whose `key` was here before returns the row it made then.
    """
    with shelf.all_or_nothing(), transaction.atomic():
        # The product's lock puts two uploads of one file, and the count of photos, in a row.
        product = locked_one(Product.objects.filter(pk=product_id))
        same = Q(source_digest=accepted.digest) | Q(upload_key=key) if key else Q(source_digest=accepted.digest)
        there = product.photos.filter(same).first()
        if there is not None:
            return there
        count = product.photos.count()
        if count >= MAX_PHOTOS:
            raise DomainError(_("Satu produk memuat paling banyak 12 foto. Hapus satu foto dulu."))
        if position is None:
            last = product.photos.aggregate(last=Max("position"))["last"]
            position = 0 if last is None else last + 1
        try:
            name = shelf.save(FOLDER, "jpg", accepted.content)
            renditions = save_renditions(made)
        except OSError as error:
            raise Unavailable(_("Foto belum dapat disimpan. Coba lagi beberapa menit lagi.")) from error
        return ProductPhoto.objects.create(
            product=product, original=name, width=accepted.width, height=accepted.height,
            source_digest=accepted.digest, position=position, renditions=renditions, findings=findings or {},
            upload_key=key, alt=suggested(product, count + 1) if alt is None else clean_line(alt)[:160],
        )  # fmt: skip


def save_renditions(made: dict[str, Rendition]) -> dict[str, dict[str, str | int]]:
    """Store each rendition and return what the row keeps of it: name, width and height."""
    return {
        key: {"name": shelf.save(FOLDER, item.format, item.content), "width": item.width, "height": item.height}
        for key, item in made.items()
    }

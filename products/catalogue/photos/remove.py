"""Take a photo away from a product, and bring it back while it is kept."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue.kept_models import RemovedPhoto
from products.catalogue.models import Product, ProductPhoto, Variant
from products.catalogue.photos.files import own_files
from products.catalogue.photos.wording import MAX_PHOTOS, renumber
from products.catalogue.refresh import refresh_products
from rumah.core import audit, clock
from rumah.core.errors import DomainError
from rumah.core.images import shelf
from rumah.core.locking import locked, locked_one

KEPT = timedelta(hours=24)
AT_ONCE = 200


def remove_photo(*, photo: ProductPhoto, actor: Any = None, for_good: bool = False) -> None:
    """Delete the photo's row; its files are kept for a day, in which `bring_back` undoes it.

    `for_good` lets the files go at once, for what must not come back. A photo already gone is no error.
    """
    with transaction.atomic():
        # Product first, as `add_photo` does: two verbs that lock in one order never wait for each other.
        product = locked_one(Product.objects.filter(pk=photo.product_id))
        rows = locked(ProductPhoto.objects.filter(pk=photo.pk))
        if not rows:
            return
        (row,) = rows
        audit.record("catalogue.remove_photo", row, actor=actor, product=row.product_id)
        if for_good:
            _discard([row])
        else:
            RemovedPhoto.objects.create(
                product=product, fields=_fields(row), removed_at=clock.now(),
                removed_by=actor if getattr(actor, "is_authenticated", False) else None,
                variants=list(Variant.objects.filter(photo=row).order_by("pk").values_list("pk", flat=True)),
            )  # fmt: skip
        row.delete()
        renumber(product)
        refresh_products([row.product_id])


def bring_back(*, removed: RemovedPhoto, actor: Any) -> None:
    """Put a removed photo back where it was, with its words and the variants it showed.

    Twice is once; a photo sent anew meanwhile stays as it is. Raises DomainError when the product has its 12 photos
    or the day is over.
    """
    with transaction.atomic():
        product = locked_one(Product.objects.filter(pk=removed.product_id))
        rows = locked(RemovedPhoto.objects.filter(pk=removed.pk))
        photo = ProductPhoto(product=product, **removed.fields)
        if not rows and product.photos.filter(pk=photo.pk).exists():
            return
        if not rows or not default_storage.exists(str(photo.original.name)):
            raise DomainError(_("Foto ini sudah terhapus dan tidak dapat dikembalikan."))
        if product.photos.filter(source_digest=photo.source_digest).exists():
            _discard([photo])
            rows[0].delete()
            return
        if product.photos.count() >= MAX_PHOTOS:
            raise DomainError(_("Satu produk memuat paling banyak 12 foto. Hapus satu foto dulu."))
        if photo.upload_key and product.photos.filter(upload_key=photo.upload_key).exists():
            photo.upload_key = None
        photo.save(force_insert=True)
        product.variants.filter(pk__in=rows[0].variants, photo=None).update(photo=photo)
        rows[0].delete()
        audit.record("catalogue.photo_back", photo, actor=actor, product=product.pk)
        renumber(product)
        refresh_products([product.pk])


def kept(product: Product) -> list[RemovedPhoto]:
    """Return what can still be brought back to the product, the newest first. One query."""
    rows = product.removed_photos.filter(removed_at__gt=clock.now() - KEPT)
    return list(rows.order_by("-removed_at", "-pk")[:MAX_PHOTOS])


def sweep() -> int:
    """Let go of the photos whose day is over, and of their files; return how many. Bounded; safe to run twice."""
    old = RemovedPhoto.objects.filter(removed_at__lte=clock.now() - KEPT).order_by("removed_at")
    keys = list(old.values_list("pk", flat=True)[:AT_ONCE])
    with transaction.atomic():
        rows = locked(RemovedPhoto.objects.filter(pk__in=keys))
        _discard(ProductPhoto(product_id=row.product_id, **row.fields) for row in rows)
        RemovedPhoto.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _discard(photos: Iterable[ProductPhoto]) -> None:
    for photo in photos:
        original, renditions = own_files(photo)
        shelf.discard([*original, *renditions])


def _fields(row: ProductPhoto) -> dict[str, Any]:
    """Return the columns as JSON knows them, but for the product's."""
    found = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    found["original"], found["upload_key"] = row.original.name, str(row.upload_key) if row.upload_key else None
    del found["product_id"]
    return found

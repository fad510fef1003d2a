"""A second product like the first: its words, variants and photos, with files of its own."""

from typing import Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from products.catalogue.models import Product, ProductPhoto, Variant
from products.catalogue.photos.store import FOLDER
from products.catalogue.refresh import refresh_products
from rumah.core import audit, clock
from rumah.core.errors import Conflict, Unavailable
from rumah.core.images import shelf
from rumah.core.locking import locked_one
from rumah.core.slugs import LETTERS, free_slug

DETAILS = ("category_id", "description", "halal", "made_in_days")
VARIANT = ("name", "price", "weight", "length", "width", "height", "position")


def copy_product(*, product: Product, actor: Any) -> Product:
    """Make a draft like `product`: variants on sale, details, tags, permits, and copies of its photos' files.

    Nothing is shared, so either may be deleted. Stock is not copied; the caller sets it. Raises Unavailable when the
    disk is full.
    """
    try:
        with shelf.all_or_nothing(), transaction.atomic():
            row = locked_one(Product.objects.filter(pk=product.pk))
            made = _draft(row)
            photos = {photo.pk: _photo(photo, made) for photo in row.photos.all()}
            for variant in row.variants.filter(is_active=True):
                kept = {name: getattr(variant, name) for name in VARIANT}
                sku = variant.sku.replace(row.code, made.code)[:60] if row.code in variant.sku else variant.sku
                Variant.objects.create(product=made, sku=sku, photo=photos.get(variant.photo_id or 0), **kept)
            made.tags.set(row.tags.names())
            made.permits.set(row.permits.all())
            audit.record("catalogue.copy", made, actor=actor, of=row.pk)
            refresh_products([made.pk])
    except IntegrityError as error:
        raise Conflict(_("Produk lain baru saja memakai alamat ini. Coba lagi.")) from error
    except OSError as error:
        raise Unavailable(_("Foto belum dapat disalin. Coba lagi beberapa menit lagi.")) from error
    made.refresh_from_db()
    return made


def _draft(row: Product) -> Product:
    now, name = clock.now(), _("%(name)s (salinan)") % {"name": row.name[:105]}
    return Product.objects.create(
        business_id=row.business_id, code=f"T-{get_random_string(10, LETTERS)}", name=name,
        slug=free_slug(Product, name), created_at=now, updated_at=now,
        **{field: getattr(row, field) for field in DETAILS},
    )  # fmt: skip


def _photo(photo: ProductPhoto, product: Product) -> ProductPhoto:
    renditions = {key: {**made, "name": _file(str(made["name"]))} for key, made in photo.renditions.items()}
    return ProductPhoto.objects.create(
        product=product, original=_file(str(photo.original.name)), width=photo.width, height=photo.height,
        source_digest=photo.source_digest, alt=photo.alt, position=photo.position, renditions=renditions,
    )  # fmt: skip


def _file(name: str) -> str:
    with default_storage.open(name) as file:
        return shelf.save(FOLDER, name.rsplit(".", 1)[-1], file.read())

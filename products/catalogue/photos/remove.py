"""Take a photo away from a product."""

from typing import Any

from django.db import transaction

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.files import own_files
from products.catalogue.refresh import refresh_products
from rumah.core import audit
from rumah.core.images import shelf
from rumah.core.locking import locked, locked_one


def remove_photo(*, photo: ProductPhoto, actor: Any = None) -> None:
    """Delete the photo's row and, once that is committed, its files. A photo already gone is no error."""
    with transaction.atomic():
        # Product first, as `add_photo` does: two verbs that lock in one order never wait for each other.
        locked_one(Product.objects.filter(pk=photo.product_id))
        rows = locked(ProductPhoto.objects.filter(pk=photo.pk))
        if not rows:
            return
        (row,) = rows
        audit.record("catalogue.remove_photo", row, actor=actor, product=row.product_id)
        original, renditions = own_files(row)
        shelf.discard([*original, *renditions])
        row.delete()
        refresh_products([row.product_id])

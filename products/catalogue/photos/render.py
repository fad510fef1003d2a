"""Render the sizes of a photo that pages show."""

from django.db import transaction

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.check import VERSION, check
from products.catalogue.photos.files import own_files
from products.catalogue.photos.shown import cropped, read
from products.catalogue.photos.store import save_renditions
from products.catalogue.refresh import refresh_products
from rumah.core.images import shelf
from rumah.core.images.render import render
from rumah.core.locking import locked


def render_photo(photo_id: int, *, again: bool = False) -> None:
    """Render and judge what the photo lacks and show it on the product's card. Safe to run twice; `again` renders anew.

    A photo that was removed meanwhile is left alone. Raises OSError when its original cannot be read.
    """
    photo = ProductPhoto.objects.filter(pk=photo_id).first()
    if photo is None or (photo.renditions and not again):
        return
    try:
        original = read(photo.original.name)
        made = render(cropped(read(photo.cutout) if photo.on_white else original, photo))
    except FileNotFoundError:
        if ProductPhoto.objects.filter(pk=photo_id).exists():
            raise
        return
    findings = photo.findings if photo.findings.get("version") == VERSION else check(original)
    with shelf.all_or_nothing(), transaction.atomic():
        # Product first, as the other verbs of photos do: those that lock in one order never wait for each other.
        locked(Product.objects.filter(pk=photo.product_id))
        rows = locked(ProductPhoto.objects.filter(pk=photo_id))
        # Who chose another look meanwhile has rendered it as well (`reshape`).
        if not rows or rows[0].look != photo.look:
            return
        (photo,) = rows
        _original, old = own_files(photo)
        photo.renditions, photo.findings = save_renditions(made), findings
        photo.save(update_fields=["renditions", "findings"])
        shelf.discard(old)
        refresh_products([photo.product_id])

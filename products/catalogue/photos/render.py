"""Render the sizes of a photo that pages show."""

from django.core.files.storage import default_storage
from django.db import transaction

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.files import own_files
from products.catalogue.photos.store import save_renditions
from products.catalogue.refresh import refresh_products
from rumah.core.images import shelf
from rumah.core.images.render import render
from rumah.core.locking import locked


def render_photo(photo_id: int, *, again: bool = False) -> None:
    """Render what the photo lacks and show it on the product's card. Safe to run twice; `again` renders anew.

    A photo that was removed meanwhile is left alone. Raises OSError when its original cannot be read.
    """
    photo = ProductPhoto.objects.filter(pk=photo_id).first()
    if photo is None or (photo.renditions and not again):
        return
    try:
        with default_storage.open(str(photo.original.name)) as file:
            made = render(file.read())
    except FileNotFoundError:
        if ProductPhoto.objects.filter(pk=photo_id).exists():
            raise
        return
    with shelf.all_or_nothing(), transaction.atomic():
        # Product first, as the other verbs of photos do: those that lock in one order never wait for each other.
        locked(Product.objects.filter(pk=photo.product_id))
        rows = locked(ProductPhoto.objects.filter(pk=photo_id))
        if not rows:
            return
        (photo,) = rows
        _original, old = own_files(photo)
        photo.renditions = save_renditions(made)
        photo.save(update_fields=["renditions"])
        shelf.discard(old)
        refresh_products([photo.product_id])

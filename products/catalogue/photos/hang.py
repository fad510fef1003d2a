"""Hang pictures that were taken in before: in front of a product's others, or behind them."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from products.catalogue import tasks
from products.catalogue.arranging import put_first
from products.catalogue.models import Product
from products.catalogue.photos.store import keep
from rumah.core import audit
from rumah.core.images import shelf
from rumah.core.images.intake import Accepted
from rumah.core.locking import locked_one


def hang(*, product: Product, pictures: Sequence[Accepted], alt: str, first: bool, actor: Any) -> list[int]:
    """Add the pictures and return the ids of the photos that were made; one that hung there already is not among them.

    Their sizes for pages are rendered by tasks queued with the rows. Raises DomainError when the product has its 12
    photos, Unavailable when the disk is full; then nothing is added.
    """
    with shelf.all_or_nothing(), transaction.atomic():
        locked_one(Product.objects.filter(pk=product.pk))
        known = set(product.photos.values_list("pk", flat=True))
        hung = [
            keep(product_id=product.pk, accepted=picture, made={}, alt=alt, position=None) for picture in pictures
        ]  # fmt: skip
        made = [photo.pk for photo in hung if photo.pk not in known]
        for photo in hung:
            if photo.pk in made:
                audit.record("catalogue.add_photo", photo, actor=actor, product=product.pk)
                tasks.render_photo.enqueue(photo.pk)
        if first and hung:
            put_first(product=product, photo_ids=[photo.pk for photo in hung], actor=actor)
    return made

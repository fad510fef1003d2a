"""The order of a product's photos and variants: a step up or down, or some photos to the front; the rest as it was."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from products.catalogue.models import Product, ProductPhoto, Variant
from products.catalogue.photos.wording import renumber
from products.catalogue.refresh import refresh_products
from rumah.core import audit
from rumah.core.locking import locked, locked_one


def move_up(*, item: ProductPhoto | Variant, actor: Any) -> None:
    """Let the item change places with the one before it; the first stays where it is."""
    _swap(item, -1, "catalogue.move_up", actor)


def move_down(*, item: ProductPhoto | Variant, actor: Any) -> None:
    """Let the item change places with the one after it; the last stays where it is."""
    _swap(item, 1, "catalogue.move_down", actor)


def _swap(item: ProductPhoto | Variant, by: int, verb: str, actor: Any) -> None:
    kind: Any = type(item)
    with transaction.atomic():
        product = locked_one(Product.objects.filter(pk=item.product_id))
        row = sorted(locked(kind.objects.filter(product=item.product_id)), key=lambda one: (one.position, one.pk))
        place = next((index for index, one in enumerate(row) if one.pk == item.pk), 0)
        if not row or not 0 <= place + by < len(row):
            return
        row[place + by], row[place] = row[place], row[place + by]
        for position, one in enumerate(row):
            one.position = position
        kind.objects.bulk_update(row, ["position"])
        if kind is ProductPhoto:
            renumber(product)
        audit.record(verb, item, actor=actor, product=item.product_id)
        refresh_products([item.product_id])


def put_first(*, product: Product, photo_ids: Sequence[int], actor: Any) -> None:
    """Show these photos first, in this order; those that are not the product's are passed over."""
    with transaction.atomic():
        held = locked_one(Product.objects.filter(pk=product.pk))
        rank = {pk: at for at, pk in enumerate(photo_ids)}
        row = sorted(
            locked(ProductPhoto.objects.filter(product=product.pk)),
            key=lambda one: (rank.get(one.pk, len(rank)), one.position, one.pk),
        )
        for position, one in enumerate(row):
            one.position = position
        ProductPhoto.objects.bulk_update(row, ["position"])
        renumber(held)
        audit.record("catalogue.put_first", product, actor=actor, photos=list(photo_ids))
        refresh_products([product.pk])

"""The order of a product's photos and variants: one step up, or some photos to the front; the rest as it was."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from products.catalogue.models import Product, ProductPhoto, Variant
from products.catalogue.refresh import refresh_products
from rumah.core import audit
from rumah.core.locking import locked, locked_one


def move_up(*, item: ProductPhoto | Variant, actor: Any) -> None:
    """Let the item change places with the one before it; the first stays where it is."""
    kind: Any = type(item)
    with transaction.atomic():
        locked_one(Product.objects.filter(pk=item.product_id))
        row = sorted(locked(kind.objects.filter(product=item.product_id)), key=lambda one: (one.position, one.pk))
        place = next((index for index, one in enumerate(row) if one.pk == item.pk), 0)
        if place == 0:
            return
        row[place - 1], row[place] = row[place], row[place - 1]
        for position, one in enumerate(row):
            one.position = position
        kind.objects.bulk_update(row, ["position"])
        audit.record("catalogue.move_up", item, actor=actor, product=item.product_id)
        refresh_products([item.product_id])


def put_first(*, product: Product, photo_ids: Sequence[int], actor: Any) -> None:
    """Show these photos first, in this order; those that are not the product's are passed over."""
    with transaction.atomic():
        locked_one(Product.objects.filter(pk=product.pk))
        rank = {pk: at for at, pk in enumerate(photo_ids)}
        row = sorted(
            locked(ProductPhoto.objects.filter(product=product.pk)),
            key=lambda one: (rank.get(one.pk, len(rank)), one.position, one.pk),
        )
        for position, one in enumerate(row):
            one.position = position
        ProductPhoto.objects.bulk_update(row, ["position"])
        audit.record("catalogue.put_first", product, actor=actor, photos=list(photo_ids))
        refresh_products([product.pk])

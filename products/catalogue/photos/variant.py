"""Say which of a product's photos shows which variant."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue.models import Product
from rumah.core import audit
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.pagecache import forget_pages


def show_variants(*, product: Product, photos: Mapping[int, int | None], actor: Any) -> int:
    """Give variants (by id) a photo of the product (by id), or none of their own; return how many changed.

    Variants that are not named keep theirs. Raises DomainError (fields `variant.<id>`) for a variant or a photo that
    is not the product's; nothing changes then.
    """
    with transaction.atomic():
        row = locked_one(Product.objects.filter(pk=product.pk))
        variants = {variant.pk: variant for variant in row.variants.filter(pk__in=photos)}
        own = set(row.photos.values_list("pk", flat=True))
        problems = [
            Problem(_("Pilih salah satu foto produk ini."), f"variant.{variant}")
            for variant, photo in photos.items()
            if variant not in variants or photo not in own | {None}
        ]
        if problems:
            raise DomainError(*problems)
        changed = [variants[pk] for pk, photo in sorted(photos.items()) if variants[pk].photo_id != photo]
        for variant in changed:
            variant.photo_id = photos[variant.pk]
            variant.save(update_fields=["photo"])
            audit.record("catalogue.show_variant", variant, actor=actor, product=row.pk, photo=variant.photo_id)
        if changed:
            transaction.on_commit(forget_pages)
        return len(changed)

"""Add a photo to a product."""

from typing import Any
from uuid import UUID

from django.db import transaction

from products.catalogue import tasks
from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.check import check
from products.catalogue.photos.prepare import prepare
from products.catalogue.photos.store import keep
from products.catalogue.refresh import refresh_products
from rumah.core import audit
from rumah.core.images import shelf
from rumah.core.images.intake import accept


def add_photo(
    *,
    product: Product,
    content: bytes,
    alt: str | None = "",
    position: int | None = None,
    key: UUID | None = None,
    actor: Any = None,
    render_now: bool = False,
) -> ProductPhoto:
    """Keep `content` as a photo of `product`, last in its row unless `position` says otherwise.

    The sizes for pages are rendered by a task that is queued with the row; `render_now` does it before returning.
    The same file, or an upload with the same `key`, a second time changes nothing and returns the row there is.
    `alt` None takes a suggestion. The photo is judged (`check`) at once. Raises DomainError for a picture that
    is not accepted or a product that has its 12 photos, Unavailable when the disk is full.
    """
    # All work on pixels comes before the transaction, which holds the product's lock.
    prepared = prepare(content) if render_now else None
    accepted = prepared.accepted if prepared else accept(content)
    made = prepared.renditions if prepared else {}
    findings = prepared.findings if prepared else check(accepted.content)
    with shelf.all_or_nothing(), transaction.atomic():
        known = set(product.photos.values_list("pk", flat=True))
        photo = keep(
            product_id=product.pk, accepted=accepted, made=made, alt=alt, position=position, findings=findings, key=key
        )
        if photo.pk in known:
            return photo
        audit.record("catalogue.add_photo", photo, actor=actor, product=product.pk)
        if made:
            refresh_products([product.pk])
        else:
            tasks.render_photo.enqueue(photo.pk)
    return photo

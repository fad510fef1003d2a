"""Put a product on the shelf, take it off, put it away."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue.models import Product
from products.catalogue.refresh import refresh_products
from products.catalogue.states import ALLOWED, Status
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked_one


def publish(*, product: Product, actor: Any) -> Product:
    """Let shoppers see the product as soon as its business is verified. Twice is as good as once.

    Raises DomainError naming everything that is missing, Conflict from a state that does not lead here.
    """
    return _move(product, to=Status.PUBLISHED, actor=actor)


def unpublish(*, product: Product, actor: Any) -> Product:
    """Take the product off the shelf, back to a draft (also from the archive)."""
    return _move(product, to=Status.DRAFT, actor=actor)


def archive(*, product: Product, actor: Any) -> Product:
    """Put the product away; orders that name it keep it."""
    return _move(product, to=Status.ARCHIVED, actor=actor)


def _move(product: Product, *, to: Status, actor: Any) -> Product:
    with transaction.atomic():
        row = locked_one(Product.objects.filter(pk=product.pk))
        before = row.status
        if before == to:
            return row
        if to not in ALLOWED[before]:
            raise Conflict(
                _("Produk ini sedang berstatus “%(status)s”, jadi tidak dapat langsung menjadi “%(wanted)s”.")
                % {"status": row.get_status_display(), "wanted": to.label}
            )
        now = clock.now()
        if to == Status.PUBLISHED:
            _complete(row)
            row.published_at = row.published_at or now
        row.status, row.updated_at = to, now
        row.save(update_fields=["status", "published_at", "updated_at"])
        audit.record("catalogue.move", row, actor=actor, before=before, after=to.value)
        refresh_products([row.pk])
    row.refresh_from_db()
    return row


def _complete(product: Product) -> None:
    problems = []
    if not product.variants.filter(is_active=True).exists():
        problems.append(Problem(_("Tambahkan sedikitnya satu varian dengan harga."), "variants", "missing"))
    if not product.category.parent_id and product.category.children.exists():
        problems.append(Problem(_("Pilih kategori yang lebih rinci."), "category", "not_leaf"))
    if problems:
        raise DomainError(*problems)

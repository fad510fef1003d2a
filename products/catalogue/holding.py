"""Staff take a product off the shelf for a reason its owner reads, and let it go again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue.models import Product
from products.catalogue.refresh import refresh_products
from products.catalogue.states import Status
from rumah.businesses.owners import tell_owners
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_text


def suspend(*, product: Product, actor: Any, reason: str) -> Product:
    """Hide a published product until staff release it. Raises DomainError without a reason, Conflict off the shelf."""
    text = clean_text(reason)
    if not 1 <= len(text) <= 1000:
        raise DomainError(Problem(_("Tulis alasannya, supaya pemilik usaha tahu apa yang perlu diperbaiki."), "reason"))
    said = _("Produk “%(name)s” ditahan petugas.")
    return _move(product, Status.PUBLISHED, Status.SUSPENDED, actor=actor, reason=text, said=said)


def release(*, product: Product, actor: Any) -> Product:
    """Put a product that was held back on the shelf. Raises Conflict when it is not held."""
    said = _("Produk “%(name)s” tampil kembali.")
    return _move(product, Status.SUSPENDED, Status.PUBLISHED, actor=actor, reason="", said=said)


def _move(product: Product, before: Status, after: Status, *, actor: Any, reason: str, said: str) -> Product:
    with transaction.atomic():
        row = locked_one(Product.objects.filter(pk=product.pk))
        if row.status == after:
            return row
        if row.status != before:
            raise Conflict(
                _("Produk ini sedang berstatus “%(status)s”, jadi langkah ini tidak dapat dilakukan.")
                % {"status": row.get_status_display()}
            )
        row.status, row.status_reason, row.updated_at = after, reason, clock.now()
        row.save(update_fields=["status", "status_reason", "updated_at"])
        audit.record(f"catalogue.{'suspend' if reason else 'release'}", row, actor=actor, reason=reason)
        refresh_products([row.pk])
        key = f"held:{row.pk}:{row.updated_at:%Y%m%d%H%M%S%f}"
        tell_owners(business=row.business, said=said % {"name": row.name}, reason=reason, key=key)
    row.refresh_from_db()
    return row

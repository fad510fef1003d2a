"""Say in words what a photo shows, for those who do not see it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.refresh import refresh_products
from rumah.core import audit
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_line


def describe_photo(*, photo: ProductPhoto, alt: str, actor: Any) -> None:
    """Write the photo's text, which the card repeats when the photo is the first. Raises DomainError when too long."""
    text = clean_line(alt)
    if len(text) > 160:
        raise DomainError(Problem(_("Teks alternatif paling banyak 160 huruf."), "alt"))
    with transaction.atomic():
        locked_one(Product.objects.filter(pk=photo.product_id))
        if ProductPhoto.objects.filter(pk=photo.pk).exclude(alt=text).update(alt=text):
            audit.record("catalogue.describe_photo", photo, actor=actor, product=photo.product_id)
            refresh_products([photo.product_id])

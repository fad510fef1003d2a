"""Permits that ran out: the offers that carried them may no longer say so."""

from products.catalogue.models import Product
from products.catalogue.refresh import SHOWN, refresh_products
from rumah.core import clock


def refresh_expired() -> int:
    """Refresh the products that still count a permit whose last day has passed; return how many."""
    today = clock.today()
    expired = Product.objects.filter(has_permit=True, permits__kind__in=SHOWN, permits__expires_on__lt=today)
    # One with another, valid permit stays as it is; it comes up again tomorrow, which harms nobody.
    ids = list(expired.order_by("pk").values_list("pk", flat=True).distinct())
    refresh_products(ids)
    return len(ids)

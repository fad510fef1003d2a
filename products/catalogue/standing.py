"""A business's standing, and with it whether its products are on the shelf: one transaction for both."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction

from products.catalogue.models import Product
from products.catalogue.refresh import refresh_products
from rumah.businesses import standing
from rumah.businesses.models import Business
from rumah.businesses.search import index_businesses
from rumah.core.locking import locked
from rumah.core.pagecache import forget_pages


def submit(*, business: Business, actor: Any) -> Business:
    """Ask the verifiers to look (see `businesses.standing.submit`)."""
    return _along(business, partial(standing.submit, business=business, actor=actor))


def verify(*, business: Business, actor: Any) -> Business:
    """Show the business and its published products."""
    return _along(business, partial(standing.verify, business=business, actor=actor))


def send_back(*, business: Business, actor: Any, reason: str) -> Business:
    """Return a submission with a reason. Raises DomainError without one."""
    return _along(business, partial(standing.send_back, business=business, actor=actor, reason=reason))


def suspend(*, business: Business, actor: Any, reason: str) -> Business:
    """Hide the business and all its products. Raises DomainError without a reason."""
    return _along(business, partial(standing.suspend, business=business, actor=actor, reason=reason))


def reinstate(*, business: Business, actor: Any) -> Business:
    """Show a suspended business and its published products again."""
    return _along(business, partial(standing.reinstate, business=business, actor=actor))


def _along(business: Business, verb: Callable[[], Business]) -> Business:
    with transaction.atomic():
        # Products before their business, as every verb of the catalogue locks.
        locked(Product.objects.filter(business=business.pk).only("pk"))
        business = verb()
        index_businesses([business.pk])
        refresh_products(list(business.products.values_list("pk", flat=True)))
        # The directory shows the business even when it offers nothing yet.
        transaction.on_commit(forget_pages)
    business.refresh_from_db()
    return business

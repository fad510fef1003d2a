"""A business's standing, and with it whether its products are on the shelf: one transaction for both."""

from typing import Any, Protocol

from django.db import transaction

from products.catalogue.refresh import refresh_products
from rumah.businesses import standing
from rumah.businesses.models import Business
from rumah.core.pagecache import forget_pages


class _Verb(Protocol):
    def __call__(self, *, business: Business, actor: Any, reason: str) -> Business: ...


def submit(*, business: Business, actor: Any, reason: str = "") -> Business:
    """Ask the verifiers to look (see `businesses.standing.submit`)."""
    return _along(standing.submit, business, actor, reason)


def verify(*, business: Business, actor: Any, reason: str = "") -> Business:
    """Show the business and its published products."""
    return _along(standing.verify, business, actor, reason)


def send_back(*, business: Business, actor: Any, reason: str = "") -> Business:
    """Return a submission with a reason."""
    return _along(standing.send_back, business, actor, reason)


def suspend(*, business: Business, actor: Any, reason: str = "") -> Business:
    """Hide the business and all its products, for a reason."""
    return _along(standing.suspend, business, actor, reason)


def reinstate(*, business: Business, actor: Any, reason: str = "") -> Business:
    """Show a suspended business and its published products again."""
    return _along(standing.reinstate, business, actor, reason)


def _along(verb: _Verb, business: Business, actor: Any, reason: str) -> Business:
    with transaction.atomic():
        row = verb(business=business, actor=actor, reason=reason)
        refresh_products(list(row.products.values_list("pk", flat=True)))
        # The directory shows the business even when it offers nothing yet.
        transaction.on_commit(forget_pages)
    row.refresh_from_db()
    return row

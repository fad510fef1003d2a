"""What a mentor needs to know of a business before a session: its products, permits and how far it has come."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.states import Status
from products.readiness.queries import Report, current, report
from rumah.businesses.models import Business, Permit
from rumah.core import clock, keyset

# Time to renew a permit before it ends.
SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class PermitLine:
    """A permit and its state in a word: `valid`, `soon` (ends within 90 days), `expired`."""

    permit: Permit
    state: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The business at a glance."""

    business: Business
    permits: list[PermitLine]
    readiness: Report | None


def brief(business: Business) -> Brief:
    """Return the permits with their state, and the newest assessment of *naik kelas*. Four queries.

    Where nothing was counted yet, what would be counted now stands for it, at ten queries more.
    """
    lines = [
        PermitLine(permit, _state(permit.expires_on, clock.today()))
        for permit in business.permits.order_by("kind", "pk")
    ]
    found = current(business)
    return Brief(business, lines, report(found) if found else None)


def _state(expires_on: date | None, today: date) -> str:
    if expires_on is None or expires_on > today + SOON:
        return "valid"
    return "soon" if expires_on >= today else "expired"


def products_of(business: Business, *, cursor: str = "", size: int = 12) -> keyset.Page[Product]:
    """Return a page of what the business offers, drafts included, newest first. One query."""
    return keyset.page(_offered(business), order=("-created_at", "-id"), cursor=cursor, size=size)


def photos_of(product: Product) -> list[ProductPhoto]:
    """Return the product's rendered photos in their order. One query."""
    return list(product.photos.exclude(renditions={})[:8])


def _offered(business: Business) -> QuerySet[Product]:
    return business.products.exclude(status=Status.ARCHIVED)

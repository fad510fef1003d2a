"""What a mentor needs to know of a business before a session: its products, permits and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.states import Status
from rumah.businesses.models import Business, Permit
from rumah.businesses.states import PermitKind, Sector
from rumah.core import clock, keyset

# Time to renew a permit before it ends.
SOON = timedelta(days=90)
EDIBLE = frozenset({Sector.FOOD, Sector.DRINK, Sector.CULINARY})
FEW_PHOTOS, FEW_LETTERS = 3, 80


@dataclass(frozen=True, slots=True)
class PermitLine:
    """A permit and its state in a word: `valid`, `soon` (ends within 90 days), `expired`."""

    permit: Permit
    state: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing of the readiness list that the system can see for itself."""

    label: Promise
    done: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """The business at a glance."""

    business: Business
    permits: list[PermitLine]
    steps: list[Step]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done for step in self.steps)


def brief(business: Business) -> Brief:
    """Return the permits with their state, and what of *naik kelas* is there already. Two queries.

    The list is the part of the readiness rubric that rows say today; it gives no points.
    """
    permits = list(business.permits.order_by("kind", "pk"))
    lines = [PermitLine(permit, _state(permit.expires_on, clock.today())) for permit in permits]
    valid = {line.permit.kind for line in lines if line.state != "expired"}
    shown = list(
        business.products.filter(is_listed=True).order_by("pk").annotate(shots=Count("photos"))
        .only("pk", "description")[:50]
    )  # fmt: skip
    return Brief(business, lines, [*_legal(business, valid), *_shelf(business, shown)])


def _legal(business: Business, valid: set[str]) -> list[Step]:
    steps = [Step(_("NIB"), PermitKind.NIB in valid)]
    if business.sector in EDIBLE:
        steps.append(Step(_("Izin edar (P-IRT atau BPOM)"), bool(valid & {PermitKind.PIRT, PermitKind.BPOM})))
        steps.append(Step(_("Sertifikat halal"), PermitKind.HALAL in valid))
    return [*steps, Step(_("Merek"), PermitKind.MARK in valid)]


def _shelf(business: Business, shown: Sequence[Product]) -> list[Step]:
    shots = [getattr(product, "shots", 0) for product in shown]
    return [
        Step(_("Profil usaha: alamat, logo, dan kalimat singkat"), bool(
            business.address and business.logo and business.tagline
        )),
        Step(_("Ada produk yang tampil"), bool(shown)),
        Step(_("Tiap produk punya tiga foto"), bool(shots) and min(shots) >= FEW_PHOTOS),
        Step(_("Tiap produk punya uraian"), bool(shown) and all(
            len(product.description) >= FEW_LETTERS for product in shown
        )),
    ]  # fmt: skip


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

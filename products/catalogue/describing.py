"""What an owner says of a product beyond its price: words, category, tags, permits, size, and when it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from products.catalogue.models import MOST_DAYS, Category, Product, Variant
from products.catalogue.offer import word_problems
from products.catalogue.photos.wording import renumber, suggestions
from products.catalogue.refresh import refresh_products
from products.catalogue.states import Halal
from rumah.businesses.states import PermitKind
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_line, clean_text

MOST_TAGS = 12
LONGEST_TAG = 40
LONGEST_EDGE = 5_000
EDGES = ("length", "width", "height")


@dataclass(frozen=True, slots=True)
class Details:
    """A product's details. `size` is length, width and height in millimetres of every variant; None leaves them.

    `halal` is a word of `Halal`; None leaves what is said. `permits` are ids of permits of the same business, None
    leaves those that are shown. `made_in_days` is None for what is sold from the shelf.
    """

    name: str
    category: Category
    description: str = ""
    tags: Sequence[str] = ()
    permits: Sequence[int] | None = None
    made_in_days: int | None = None
    size: tuple[int, int, int] | None = None
    halal: str | None = None


def describe(*, product: Product, details: Details, actor: Any) -> Product:
    """Write the details whole. Raises DomainError with every problem.

    The shelves follow `made_in_days` by `stock.to_order.follow_products`, in the caller's transaction.
    """
    name, description, tags = clean_line(details.name), clean_text(details.description), clean_tags(details.tags)
    if problems := detail_problems(details):
        raise DomainError(*problems)
    with transaction.atomic():
        row = locked_one(Product.objects.filter(pk=product.pk))
        before = {
            "name": row.name, "category": row.category_id, "made_in_days": row.made_in_days, "halal": row.halal,
        }  # fmt: skip
        suggested_before = suggestions(row)
        row.name, row.description, row.category = name, description, details.category
        row.made_in_days, row.updated_at = details.made_in_days, clock.now()
        row.halal = _halal(row, details)
        row.save(update_fields=["name", "description", "category", "made_in_days", "halal", "updated_at"])
        renumber(row, known=suggested_before)
        if details.permits is not None:
            row.permits.set(row.business.permits.filter(pk__in=details.permits))
        row.tags.set(tags)
        if details.size is not None:
            Variant.objects.filter(product=row).update(**dict(zip(EDGES, details.size, strict=True)))
        after = {
            "name": name, "category": details.category.pk, "made_in_days": details.made_in_days, "halal": row.halal,
        }  # fmt: skip
        audit.record("catalogue.describe", row, actor=actor, before=before, after=after)
        refresh_products([row.pk])
    row.refresh_from_db()
    return row


def _halal(row: Product, details: Details) -> str:
    """Return what is said of halal from now on.

    A certificate is claimed by whoever has one on file; what was claimed before is not asked for again.
    """
    if not details.category.is_food or details.halal is None:
        return row.halal if details.category.is_food else Halal.NOT_APPLICABLE
    if details.halal == Halal.CERTIFIED != row.halal:
        on_file = row.business.permits.filter(kind=PermitKind.HALAL)
        if not on_file.filter(Q(expires_on=None) | Q(expires_on__gte=clock.today())).exists():
            raise DomainError(Problem(_("Catat dulu sertifikat halal yang masih berlaku di Izin usaha."), "halal"))
    return details.halal


def detail_problems(details: Details) -> list[Problem]:
    """Return all that is wrong, without asking the database."""
    tags = clean_tags(details.tags)
    problems = word_problems(name=clean_line(details.name), description=clean_text(details.description))
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        problems.append(Problem(_("Paling banyak 12 tag, masing-masing paling banyak 40 huruf."), "tags"))
    if details.made_in_days is not None and not 1 <= details.made_in_days <= MOST_DAYS:
        problems.append(Problem(_("Lama pembuatan antara 1 dan 180 hari."), "made_in_days"))
    if details.halal is not None and details.halal not in Halal.values:
        problems.append(Problem(_("Pilih dari daftar ini."), "halal"))
    for name, edge in zip(EDGES, details.size or (), strict=False):
        if not 0 <= edge <= LONGEST_EDGE:
            problems.append(Problem(_("Ukuran paling besar 500 cm."), name))
    return problems


def clean_tags(tags: Sequence[str]) -> list[str]:
    """Return the tags in their order, each once whatever its case."""
    found: dict[str, str] = {}
    for tag in map(clean_line, tags):
        if tag:
            found.setdefault(tag.casefold(), tag)
    return list(found.values())

"""Shared by both writers: counts, slugs in bulk, and rows that change only where the file says something else."""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.text import slugify

from rumah.businesses.models import Permit

PermitKey = tuple[int, str, str]


@dataclass(slots=True)
class Count:
    """Rows of one kind that came new, changed, or were already so."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass(slots=True)
class Counts:
    """What an import did."""

    businesses: Count = field(default_factory=Count)
    products: Count = field(default_factory=Count)
    photos: Count = field(default_factory=Count)

    @property
    def changed(self) -> int:
        """Rows that are new or differ from before."""
        kinds = (self.businesses, self.products, self.photos)
        return sum(kind.new + kind.changed for kind in kinds)

    def as_json(self) -> dict[str, dict[str, int]]:
        """Return the numbers by kind."""
        kinds = {"businesses": self.businesses, "products": self.products, "photos": self.photos}
        return {name: {"new": c.new, "changed": c.changed, "same": c.same} for name, c in kinds.items()}


def apply(row: Model, values: Mapping[str, Any]) -> set[str]:
    """Set the values that differ and return their field names."""
    changed = {name for name, value in values.items() if getattr(row, name) != value}
    for name in changed:
        setattr(row, name, values[name])
    return changed


def slugs(model: type[Model], names: Sequence[tuple[str, str]]) -> list[str]:
    """Return a free slug for each (name, natural key); a taken one gets a tail made of the key, the same every time."""
    bases = [slugify(name)[:70].strip("-") or "produk" for name, _key in names]
    taken = set(model._default_manager.filter(slug__in=set(bases)).values_list("slug", flat=True))
    found = []
    for base, (_name, key) in zip(bases, names, strict=True):
        slug = base if base not in taken else f"{base}-{_tail(key)}"
        taken.add(slug)
        found.append(slug)
    return found


def _tail(key: str) -> str:
    digest = hashlib.blake2b(key.encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower().rstrip("=")


def keep_permits(wanted: Iterable[tuple[int, str, str, str | None]]) -> tuple[dict[PermitKey, int], set[int]]:
    """Add or date permits: (business id, kind, number, ISO date or None).

    Returns their ids by key, and the businesses something changed for. Without a date in the file the date stays.
    """
    dates: dict[PermitKey, date | None] = {}
    for business, kind, number, expires in wanted:
        dates[business, kind, number] = date.fromisoformat(expires) if expires else None
    if not dates:
        return {}, set()
    there = Permit.objects.filter(business_id__in={key[0] for key in dates}, number__in={key[2] for key in dates})
    rows = {(permit.business_id, permit.kind, permit.number): permit for permit in there}
    moved = [p for key, p in rows.items() if dates.get(key) and p.expires_on != dates[key]]
    for permit in moved:
        permit.expires_on = dates[permit.business_id, permit.kind, permit.number]
    Permit.objects.bulk_update(moved, ["expires_on"])
    new = [Permit(business_id=b, kind=k, number=n, expires_on=day) for (b, k, n), day in dates.items()
           if (b, k, n) not in rows]  # fmt: skip
    for permit in Permit.objects.bulk_create(new):
        rows[permit.business_id, permit.kind, permit.number] = permit
    return {key: permit.pk for key, permit in rows.items()}, {p.business_id for p in [*moved, *new]}


def stamp(row: Any, now: datetime) -> None:
    """Set both times of a new row."""
    row.created_at = row.updated_at = now

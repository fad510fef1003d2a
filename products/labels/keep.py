"""Keep what an owner typed for a label."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue.changes import note_changed
from products.catalogue.models import Product
from products.labels.models import LabelFacts
from products.labels.typed import Typed, checked
from rumah.core import audit, clock
from rumah.core.errors import Conflict
from rumah.core.locking import locked_row
from rumah.core.pagecache import forget_pages


@dataclass(frozen=True, slots=True)
class Kept:
    """What is there now: the row's fields and the allergens' keys, to compare a save with."""

    values: dict[str, Any] = field(default_factory=dict)
    allergens: frozenset[int] = frozenset()


def keep_facts(*, product: Product, typed: Typed, seen: int, actor: Any) -> LabelFacts:
    """Write the facts of a product's label and return them; the same again changes nothing.

    `seen` is the version the person's page showed (0 when there was none). Raises DomainError with every problem, and
    Conflict when somebody else has saved something different since.
    """
    values, allergens = checked(typed, product)
    with transaction.atomic():
        locked_row(Product, product.pk)
        row = LabelFacts.objects.filter(product=product).first() or LabelFacts(product=product, version=0)
        wanted = Kept(values, frozenset(one.pk for one in allergens))
        if row.version and wanted == _kept(row, values):
            return row
        if row.version != seen:
            raise Conflict(
                _("Data label ini baru saja diubah orang lain. Buka lagi halamannya di tab lain, lalu bandingkan.")
            )
        for name, value in values.items():
            setattr(row, name, value)
        row.allergen_names = ", ".join(one.name for one in allergens)[:600]
        row.version += 1
        row.updated_at = clock.now()
        row.save()
        row.allergens.set(allergens)
        audit.record("labels.kept", product, actor=actor, version=row.version)
        note_changed([product.business_id])
        if product.is_listed:
            transaction.on_commit(forget_pages)
    return row


def _kept(row: LabelFacts, names: dict[str, Any]) -> Kept:
    keys = row.allergens.values_list("pk", flat=True)
    return Kept({name: getattr(row, name) for name in names}, frozenset(keys))

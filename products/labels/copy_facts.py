"""Give a copied product the label of the product it was copied from."""

from typing import Any

from django.db import transaction

from products.catalogue.models import Product
from products.labels.models import LabelFacts
from rumah.core import audit, clock


def copy_facts(*, source: Product, target: Product, actor: Any) -> LabelFacts | None:
    """Write the label facts of `source` for `target`, which has none yet; None where there are none to copy.

    Without the barcode: a number in the shops belongs to one thing only.
    """
    with transaction.atomic():
        mine = LabelFacts.objects.filter(product=source).first()
        if mine is None:
            return None
        allergens = list(mine.allergens.all())
        mine.pk, mine.product, mine.barcode = None, target, ""
        mine.version, mine.updated_at = 1, clock.now()
        mine._state.adding = True
        mine.save()
        mine.allergens.set(allergens)
        audit.record("labels.kept", target, actor=actor, version=mine.version, copied_from=source.pk)
        return mine

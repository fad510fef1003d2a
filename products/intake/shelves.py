"""Write variants and what is on the shelf of a chunk of products."""

from collections.abc import Callable, Sequence
from typing import Any

from products.catalogue.models import Variant
from products.intake.comparing import Known, too_little
from products.intake.staging import Item
from products.intake.writing import apply
from products.stock.models import StockLevel
from rumah.core.locking import locked

Say = Callable[[int, str, str], object]


def write_variants(chunk: Sequence[Item], there: Known, *, say: Say) -> set[int]:
    """Create and update variants by (product, SKU) and set their stock; return the products something changed for.

    Variants the file does not name stay as they are.
    """
    new, changed, wanted, names = [], [], [], set()
    for item in chunk:
        product = there.products[item.business, item.code]
        for position, fields in enumerate(item.variants):
            variant = there.variants.get((product.pk, fields["sku"]))
            if variant is None:
                variant = Variant(product=product, sku=fields["sku"], **_values(fields, position))
                new.append(variant)
            elif differing := apply(variant, _values(fields, position)):
                names |= differing
                changed.append(variant)
            wanted.append((variant, fields))
    Variant.objects.bulk_create(new)
    if changed:
        Variant.objects.bulk_update(changed, sorted(names))
    return {variant.product_id for variant in [*new, *changed]} | _stock(wanted, say)


def _values(fields: dict[str, Any], position: int) -> dict[str, Any]:
    values = {"price": fields["price"], "weight": fields["weight"], "position": position}
    if "variant" in fields:
        values["name"] = fields["variant"] or ""
    return values | {key: fields[key] or 0 for key in ("length", "width", "height") if key in fields}


def _stock(wanted: list[tuple[Variant, dict[str, Any]]], say: Say) -> set[int]:
    ids = [variant.pk for variant, _fields in wanted]
    there = {shelf.pk: shelf for shelf in locked(StockLevel.objects.filter(pk__in=ids))}
    new, moved, products = [], [], set()
    for variant, fields in wanted:
        count, shelf = fields.get("stock"), there.get(variant.pk)
        if shelf is None:
            new.append(StockLevel(variant=variant, on_hand=count or 0))
            products.add(variant.product_id)
        elif problem := too_little(count, shelf):
            say(fields["row"], "stock", problem)
        elif count is not None and count != shelf.on_hand:
            shelf.on_hand = count
            moved.append(shelf)
            products.add(variant.product_id)
    StockLevel.objects.bulk_create(new)
    if moved:
        StockLevel.objects.bulk_update(moved, ["on_hand"])
    return products

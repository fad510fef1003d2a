"""Write the products of the spool, a chunk at a time, in the caller's transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from products.catalogue.models import Product, ProductTag, TaggedProduct
from products.catalogue.states import Halal, Status
from products.intake.comparing import Known, known
from products.intake.shelves import write_variants
from products.intake.staging import Item
from products.intake.tagging import set_tags
from products.intake.writing import Counts, apply, keep_permits, slugs, stamp
from products.stock.to_order import follow_products
from rumah.businesses.states import PermitKind
from rumah.core.locking import locked

PERMITS = (
    ("pirt", "pirt_expires", PermitKind.PIRT),
    ("bpom", "bpom_expires", PermitKind.BPOM),
    ("halal_number", "halal_expires", PermitKind.HALAL),
)
Say = Callable[[int, str, str], object]


def write_chunk(
    chunk: Sequence[Item], *, categories: dict[str, int | None], now: datetime, counts: Counts, say: Say
) -> set[int]:
    """Create and update by (business, code), with variants, stock, tags and permits; return the ids that changed.

    `say(row, key, message)` is called where stock was promised to a buyer since the check.
    """
    # The locks come first: what is compared below must be what is overwritten.
    locked(Product.objects.filter(pk__in=[product.pk for product in known(chunk).products.values()]))
    there = known(chunk)
    fresh = [item for item in chunk if (item.business, item.code) not in there.products]
    made = _make(fresh, there, categories, now)
    old = [item for item in chunk if (item.business, item.code) not in made]
    changed = _update(old, there, categories, now)
    there.products |= made
    belongings = write_variants(chunk, there, say=say)
    belongings |= set_tags(tag=ProductTag, through=TaggedProduct, wanted=_tags(chunk, there))
    belongings |= _permits(chunk, there)
    follow_products([product.pk for product in there.products.values()])
    new = {product.pk for product in made.values()}
    late = belongings - changed - new
    Product.objects.filter(pk__in=late).update(updated_at=now)
    counts.products.new += len(new)
    counts.products.changed += len(changed | late)
    counts.products.same += len(chunk) - len(new) - len(changed | late)
    return new | changed | late


def _values(item: Item, categories: dict[str, int | None]) -> dict[str, Any]:
    fields = item.fields
    values: dict[str, Any] = {"name": fields["name"], "category_id": categories[fields["category"].casefold()]}
    if "description" in fields:
        values["description"] = fields["description"] or ""
    if "halal" in fields:
        values["halal"] = fields["halal"] or Halal.NOT_APPLICABLE
    if "made_in_days" in fields:
        values["made_in_days"] = fields["made_in_days"]
    if fields.get("status"):
        values["status"] = fields["status"]
    return values


def _make(
    items: Sequence[Item], there: Known, categories: dict[str, int | None], now: datetime
) -> dict[tuple[str, str], Product]:
    names = [(item.fields["name"], f"{item.business}/{item.code}") for item in items]
    made = {}
    for item, slug in zip(items, slugs(Product, names), strict=True):
        product = Product(
            business_id=there.businesses[item.business], code=item.code, slug=slug, **_values(item, categories)
        )
        product.published_at = now if product.status == Status.PUBLISHED else None
        stamp(product, now)
        made[item.business, item.code] = product
    Product.objects.bulk_create(made.values())
    return made


def _update(items: Sequence[Item], there: Known, categories: dict[str, int | None], now: datetime) -> set[int]:
    touched, names = [], {"updated_at"}
    for item in items:
        product = there.products[item.business, item.code]
        changed = apply(product, _values(item, categories))
        if "status" in changed and product.status == Status.PUBLISHED and product.published_at is None:
            product.published_at = now
            changed.add("published_at")
        if changed:
            product.updated_at = now
            touched.append(product)
            names |= changed
    # `category_id` is how the value is compared; the field itself is `category`.
    fields = sorted(name.removesuffix("_id") for name in names)
    Product.objects.bulk_update(touched, fields)
    return {product.pk for product in touched}


def _tags(chunk: Sequence[Item], there: Known) -> dict[int, list[str]]:
    return {
        there.products[item.business, item.code].pk: item.fields["tags"] or []
        for item in chunk
        if "tags" in item.fields
    }


def _permits(chunk: Sequence[Item], there: Known) -> set[int]:
    """Keep the permits at the business and show them on the product; return products that show another set."""
    through = Product.permits.through
    wanted = [
        (there.products[item.business, item.code], kind, item.fields[key], item.fields.get(expires))
        for item in chunk
        for key, expires, kind in PERMITS
        if item.fields.get(key)
    ]
    ids, _businesses = keep_permits((p.business_id, kind, number, day) for p, kind, number, day in wanted)
    links = {(p.pk, ids[p.business_id, kind, number]) for p, kind, number, _day in wanted}
    there_already = set(
        through._default_manager.filter(product_id__in={pk for pk, _permit in links}).values_list(
            "product_id", "permit_id"
        )
    )
    missing = sorted(links - there_already)
    through._default_manager.bulk_create([through(product_id=pk, permit_id=permit) for pk, permit in missing])
    return {pk for pk, _permit in missing}

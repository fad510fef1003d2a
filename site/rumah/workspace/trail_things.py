"""What the entries of one page were done to, by the name its owner knows; a query a kind, whatever the page holds."""

from collections import defaultdict
from collections.abc import Iterable

from products.catalogue.models import Product, Variant
from products.orders.models import Order
from rumah.core.models import AuditEntry

Names = dict[tuple[str, str], str]


def names_of(entries: Iterable[AuditEntry]) -> Names:
    """Return names of products, variants and orders by type and key. Three queries at most."""
    keys: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.target_id.isdigit():
            keys[entry.target_type].add(int(entry.target_id))
    found: Names = {}
    if wanted := keys["catalogue.product"]:
        found |= _named("catalogue.product", Product.objects.filter(pk__in=wanted).values_list("pk", "name"))
    if wanted := keys["catalogue.variant"]:
        rows = Variant.objects.filter(pk__in=wanted).values_list("pk", "product__name")
        found |= _named("catalogue.variant", rows)
    if wanted := keys["orders.order"]:
        found |= _named("orders.order", Order.objects.filter(pk__in=wanted).values_list("pk", "number"))
    return found


def _named(kind: str, rows: Iterable[tuple[int, str]]) -> Names:
    return {(kind, str(pk)): name for pk, name in rows}

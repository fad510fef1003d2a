"""Keep a product's `in_stock` true to its variants' shelves."""

from collections.abc import Collection

from django.db.models import Exists, F, OuterRef, Q

from products.catalogue.models import Product
from products.stock.models import StockLevel
from rumah.core.prepared import Prepared

IS_FREE = Q(to_order=True) | Q(on_hand__gt=F("reserved"))
SHELVES = Prepared(
    lambda variants: StockLevel.objects.filter(pk__in=variants).values_list(
        "variant__product", "variant__product__in_stock", "on_hand", "reserved", "to_order"
    )
)


def refresh_in_stock(product_ids: Collection[int]) -> int:
    """Set `in_stock` of these products from their active variants; return how many changed."""
    free = StockLevel.objects.filter(IS_FREE, variant__product=OuterRef("pk"), variant__is_active=True)
    products = Product.objects.filter(pk__in=product_ids)
    gone = products.filter(~Exists(free), in_stock=True).update(in_stock=False)
    back = products.filter(Exists(free), in_stock=False).update(in_stock=True)
    return gone + back


def refresh_in_stock_of(variant_ids: Collection[int]) -> None:
    """Do the same for the products of these variants, but only where a shelf is empty or was."""
    shelves = SHELVES(variants=tuple(variant_ids)) if variant_ids else []
    crossing = {
        product for product, in_stock, on_hand, held, to_order in shelves if (to_order or on_hand > held) != in_stock
    }
    if crossing:
        refresh_in_stock(crossing)

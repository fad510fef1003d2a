"""What is made only when it is ordered: its shelves count nothing, and nobody waits for pieces."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from products.catalogue.models import Product
from products.stock.availability import refresh_in_stock
from products.stock.models import StockLevel
from rumah.core.locking import locked


def follow_products(product_ids: Collection[int]) -> int:
    """Let the shelves of these products follow `made_in_days`; return how many changed. Joins the caller's transaction.

    A shelf that counts again has at least the pieces that are promised: those orders are being made.
    """
    made = Product.objects.filter(pk__in=product_ids, made_in_days__isnull=False).values("pk")
    shelves = StockLevel.objects.filter(variant__product_id__in=product_ids)
    with transaction.atomic():
        wrong = [row.pk for row in locked(shelves.filter(to_order=False, variant__product_id__in=made))]
        StockLevel.objects.filter(pk__in=wrong).update(to_order=True)
        right = [row.pk for row in locked(shelves.filter(to_order=True).exclude(variant__product_id__in=made))]
        StockLevel.objects.filter(pk__in=right).update(to_order=False, on_hand=Greatest(F("on_hand"), F("reserved")))
        if wrong or right:
            refresh_in_stock(product_ids)
    return len(wrong) + len(right)

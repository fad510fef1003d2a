"""Reading the counts."""

from collections.abc import Collection
from datetime import date

from django.db.models import Sum

from products.traffic.models import ProductDay
from rumah.businesses.models import Business


def days_of(product_ids: Collection[int], *, first: date, last: date) -> list[ProductDay]:
    """Return the rows of these products from `first` to `last`, both inclusive, days of WIB. One query."""
    rows = ProductDay.objects.filter(product__in=product_ids, day__gte=first, day__lte=last)
    return list(rows.order_by("product_id", "day"))


def views_of(product_id: int, *, first: date, last: date) -> int:
    """Return how often the product's page was opened in these days. One query."""
    rows = ProductDay.objects.filter(product=product_id, day__gte=first, day__lte=last)
    return int(rows.aggregate(sum=Sum("views"))["sum"] or 0)


def views_by_day(business: Business, *, first: date, last: date) -> dict[date, int]:
    """Return how often the pages of the shop's products were opened, by day of WIB. One query."""
    rows = ProductDay.objects.filter(product__business=business, day__gte=first, day__lte=last)
    return dict(rows.order_by().values("day").annotate(sum=Sum("views")).values_list("day", "sum"))


def views_by_product(product_ids: Collection[int], *, first: date, last: date) -> dict[int, int]:
    """Return how often each of these products' pages was opened in these days. One query."""
    rows = ProductDay.objects.filter(product__in=product_ids, day__gte=first, day__lte=last)
    return dict(rows.order_by().values("product").annotate(sum=Sum("views")).values_list("product", "sum"))

"""The cube behind the filter counts: built from all listed products in one aggregate."""

from django.db import connection, transaction
from django.db.models import Case, Count, IntegerField, Value, When

from products.catalogue.models import FacetCell, Product

# Upper bounds of the price bands in rupiah, each band below its bound; the last band is open.
BANDS = (25_000, 50_000, 100_000, 250_000)
KEYS = ("category_id", "district_code", "halal", "has_permit", "in_stock", "price_band")


def price_band(price: int) -> int:
    """Return which band a price falls into, 0 for the cheapest."""
    return sum(price >= bound for bound in BANDS)


def band_expression() -> Case:
    """Return `price_band` of a product's lowest price, for the database."""
    return Case(
        *(When(min_price__lt=bound, then=Value(at)) for at, bound in enumerate(BANDS)),
        default=Value(len(BANDS)), output_field=IntegerField(),
    )  # fmt: skip


def rebuild() -> None:
    """Build the cube anew, all of it or nothing."""
    cells = (
        Product.objects.filter(is_listed=True).order_by().annotate(price_band=band_expression()).values(*KEYS)
        .annotate(count=Count("pk"))
    )  # fmt: skip
    with transaction.atomic():
        # Two rebuilds at once would each leave their cells; readers are not kept waiting by this lock.
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE catalogue_facetcell IN SHARE ROW EXCLUSIVE MODE")
        FacetCell.objects.all().delete()
        FacetCell.objects.bulk_create([FacetCell(**cell) for cell in cells.iterator()], batch_size=1000)

"""A shop of 20,000 products made many times as large by one statement a table: importing a million takes hours."""

from django.db import connection
from django.db.models import CharField, Field, ForeignKey, Max, Model, SlugField

from products.catalogue import facets
from products.catalogue.models import Product, ProductPhoto, TaggedProduct, Variant
from products.stock.models import StockLevel
from rumah.businesses.models import Business, Permit, TaggedBusiness

# Each after those it points at.
TABLES: tuple[type[Model], ...] = (
    Business, Permit, TaggedBusiness, Product, Product.permits.through, ProductPhoto, Variant, TaggedProduct, StockLevel,
)  # fmt: skip
# Words that may stand once in the whole table.
SINGLE = {(Business, "slug"), (Business, "code"), (Product, "slug")}


def multiply(times: int) -> None:
    """Make businesses and products `times` as many: copies with numbers, addresses and codes of their own."""
    steps = {model: (model._base_manager.aggregate(most=Max("pk"))["most"] or 0) + 1 for model in TABLES}
    with connection.cursor() as cursor:
        # No foreign key is asked: every copy points at a copy made just before.
        cursor.execute("SET session_replication_role = replica")
        for model in TABLES:
            cursor.execute(_copies(model, steps, _unmanaged(model)), [times - 1])
        cursor.execute("SET session_replication_role = DEFAULT")
    facets.rebuild()


def _unmanaged(model: type[Model]) -> list[str]:
    """Return columns that are in the table and in no field: the index of words."""
    with connection.cursor() as cursor:
        there = connection.introspection.get_table_description(cursor, model._meta.db_table)
    return sorted({row.name for row in there} - {field.column for field in model._meta.concrete_fields})


def _copies(model: type[Model], steps: dict[type[Model], int], unmanaged: list[str]) -> str:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = [*(field.column for field in fields), *unmanaged]
    values = [*(_value(model, field, steps) for field in fields), *unmanaged]
    table = model._meta.db_table
    into, what = ", ".join(columns), ", ".join(values)
    return f"INSERT INTO {table} ({into}) SELECT {what} FROM {table}, generate_series(1, %s) AS copy"


def _value(model: type[Model], field: "Field[object, object]", steps: dict[type[Model], int]) -> str:
    pointed = field.related_model if isinstance(field, ForeignKey) else None
    step = steps.get(pointed) if pointed else steps[model] if field.primary_key else None  # type: ignore[arg-type]
    if step is not None:
        return f"{field.column} + copy * {step}"
    if isinstance(field, CharField | SlugField) and (model, field.name) in SINGLE:
        return f"{field.column} || '-' || copy"
    return field.column

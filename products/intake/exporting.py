"""A business's products as a file with the importer's own columns: what goes out comes in again unchanged."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
from django.db.models import Prefetch, QuerySet

from products.catalogue.models import Product, Variant
from products.catalogue.states import Halal, Status
from products.intake.columns import OWN
from rumah.businesses.models import Business, Permit
from rumah.businesses.states import PermitKind
from rumah.core.cells import harmless

# Photos cannot come back through a browser, so their names do not go out.
COLUMNS = tuple(column for column in OWN if column.key not in {"photos", "variant_photo"})
STATUS = {Status.DRAFT: "draf", Status.PUBLISHED: "tampil"}
HALAL = {Halal.CERTIFIED: "ya", Halal.NOT_YET: "belum", Halal.NON_HALAL: "tidak", Halal.NOT_APPLICABLE: ""}
PERMITS = {PermitKind.PIRT: "pirt", PermitKind.BPOM: "bpom", PermitKind.HALAL: "halal_number"}
EXPIRES = {"pirt": "pirt_expires", "bpom": "bpom_expires", "halal_number": "halal_expires"}
CHUNK = 500


def headings() -> list[str]:
    """Return the columns as they are documented."""
    return [column.names[0] for column in COLUMNS]


def rows(business: Business) -> Iterator[list[str]]:
    """Yield one row a variant on sale, products by code; cells are as a person would type them."""
    variants = Variant.objects.filter(is_active=True).select_related("stock").order_by("position", "pk")
    products: QuerySet[Product] = business.products.select_related("category")
    products = products.prefetch_related(
        # taggit's managers have no types
        "tags",  # type: ignore[misc]
        Prefetch("permits", Permit.objects.order_by("pk")),
        Prefetch("variants", queryset=variants),
    )
    for product in products.order_by("code").iterator(chunk_size=CHUNK):
        shared = _shared(product)
        for variant in product.variants.all():
            cells = {**shared, **_own(product, variant)}
            yield [str(cells.get(column.key, "")) for column in COLUMNS]


def as_csv(business: Business) -> bytes:
    """Return the file as UTF-8 with a BOM, which spreadsheets open without asking."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(headings())
    writer.writerows([harmless(cell) for cell in row] for row in rows(business))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(business: Business) -> bytes:
    """Return the same as a workbook whose cells are all text: no formula, no rounded number."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Produk")
    sheet.append(headings())
    for row in rows(business):
        sheet.append([harmless(_printable(cell)) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _printable(cell: str) -> str:
    """Return the text without the marks XML cannot carry; `clean_text` lets none in."""
    return str(openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell))


def _shared(product: Product) -> dict[str, Any]:
    cells: dict[str, Any] = {
        "code": product.code, "name": product.name, "category": product.category.slug,
        "description": product.description, "halal": HALAL[Halal(product.halal)],
        "tags": "|".join(sorted(tag.name for tag in product.tags.all())),
        "status": STATUS.get(Status(product.status), ""), "made_in_days": product.made_in_days or "",
    }  # fmt: skip
    for permit in product.permits.all():
        key = PERMITS.get(PermitKind(permit.kind))
        if key and key not in cells:
            cells[key], cells[EXPIRES[key]] = permit.number, permit.expires_on or ""
    return cells


def _own(product: Product, variant: Variant) -> dict[str, Any]:
    shelf = getattr(variant, "stock", None)
    edges = {name: _centimetres(getattr(variant, name)) for name in ("length", "width", "height")}
    return {
        "variant": variant.name, "sku": variant.sku, "price": variant.price, "weight": variant.weight, **edges,
        "stock": "" if product.made_in_days else shelf.on_hand if shelf else 0,
    }  # fmt: skip


def _centimetres(edge: int) -> str:
    return f"{edge / 10:.1f}".removesuffix(".0").replace(".", ",") if edge else ""

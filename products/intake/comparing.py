"""What the database already has of a handful of items, and where the file may not overrule it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.db.models import F
from django.utils.translation import gettext as _

from products.catalogue.models import Category, Product, ProductPhoto, Variant
from products.catalogue.photos.wording import MAX_PHOTOS
from products.catalogue.states import Status
from products.intake.checking import Reader
from products.intake.grouping import items
from products.intake.staging import Item, Spool
from products.stock.models import StockLevel
from rumah.businesses.models import Business

T = TypeVar("T")
CHUNK = 500
Key = tuple[str, str]


def chunks(rows: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Yield lists of `size`, the last one shorter."""
    source = iter(rows)
    while chunk := list(islice(source, size)):
        yield chunk


@dataclass(slots=True)
class Known:
    """Rows of the database that belong to a chunk of items."""

    businesses: dict[str, int] = field(default_factory=dict)
    products: dict[Key, Product] = field(default_factory=dict)
    variants: dict[tuple[int, str], Variant] = field(default_factory=dict)
    stock: dict[int, StockLevel] = field(default_factory=dict)


def categories() -> dict[str, int | None]:
    """Return slug and name in lower case → id; None for a root, which holds no products itself."""
    found: dict[str, int | None] = {}
    # Leaves come last, so that a leaf wins over a root of the same name.
    for category in Category.objects.order_by(F("parent_id").asc(nulls_first=True)):
        is_leaf = category.parent_id is not None
        for word in (category.slug, category.name, category.name_en):
            if is_leaf or word.casefold() not in found:
                found[word.casefold()] = category.pk if is_leaf else None
    return found


def known(chunk: Sequence[Item]) -> Known:
    """Read what exists of these items, in four queries."""
    result = Known()
    codes = {item.business for item in chunk}
    result.businesses = dict(Business.objects.filter(code__in=codes).values_list("code", "pk"))
    wanted = {item.code for item in chunk}
    names = {pk: code for code, pk in result.businesses.items()}
    mine = {(item.business, item.code) for item in chunk}
    for product in Product.objects.filter(business_id__in=names, code__in=wanted):
        key = (names[product.business_id], product.code)
        # One code may exist in several shops: the query is wider than the question.
        if key in mine:
            result.products[key] = product
    ids = [product.pk for product in result.products.values()]
    for variant in Variant.objects.filter(product_id__in=ids):
        result.variants[variant.product_id, variant.sku] = variant
    shelves = StockLevel.objects.filter(variant__product_id__in=ids)
    result.stock = {shelf.pk: shelf for shelf in shelves}
    return result


def check_against_database(reader: Reader, spool: Spool) -> None:
    """Note rows the database does not allow: no such business, archived, stock below what is promised."""
    for chunk in chunks(items(spool)):
        there = known(chunk)
        for item in chunk:
            if item.business not in there.businesses and not _in_file(spool, item.business):
                message = _("Usaha %(code)s tidak ada di berkas usaha maupun di Rumah Kreatif.")
                for variant in item.variants:
                    reader.flaw(variant["row"], "business", message % {"code": item.business})
            product = there.products.get((item.business, item.code))
            if product is not None:
                _check_product(reader, item, product)
                _check_stock(reader, item, product, there)


def _in_file(spool: Spool, code: str) -> bool:
    return spool.scalar("SELECT 1 FROM business WHERE code = ?", [code]) is not None


def _check_product(reader: Reader, item: Item, product: Product) -> None:
    if product.status == Status.ARCHIVED and item.fields.get("status") == Status.PUBLISHED:
        reader.flaw(item.row, "status", _("Produk ini diarsipkan. Kembalikan dulu menjadi draf."))
    if product.status == Status.SUSPENDED and item.fields.get("status"):
        reader.flaw(item.row, "status", _("Produk ini ditahan petugas. Kosongkan kolom status."))


def _check_stock(reader: Reader, item: Item, product: Product, there: Known) -> None:
    for variant in item.variants:
        row = there.variants.get((product.pk, variant["sku"]))
        shelf = there.stock.get(row.pk) if row else None
        if shelf and (problem := too_little(variant.get("stock"), shelf)):
            reader.flaw(variant["row"], "stock", problem)


def too_little(wanted: int | None, shelf: StockLevel) -> str:
    """Return the sentence for stock below what is promised to buyers, or nothing."""
    if wanted is None or wanted >= shelf.reserved:
        return ""
    message = _("%(count)d buah sudah dipesan pembeli; stok tidak bisa lebih kecil dari itu.")
    return message % {"count": shelf.reserved}


def digests(chunk: Sequence[Item]) -> dict[Key, set[str]]:
    """Return the digests of the photos the chunk's products have."""
    there = known(chunk)
    by_id = {product.pk: key for key, product in there.products.items()}
    found: dict[Key, set[str]] = {}
    for product, digest in ProductPhoto.objects.filter(product_id__in=by_id).values_list("product_id", "source_digest"):
        found.setdefault(by_id[product], set()).add(digest)
    return found


def has_room(existing: set[str], wanted: set[str]) -> bool:
    """Whether the product may have both."""
    return len(existing | wanted) <= MAX_PHOTOS

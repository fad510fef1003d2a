"""Second look at the products file: rows of one product must agree, and become one item with its variants."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from products.intake.checking import Reader
from products.intake.columns import PRODUCT
from products.intake.staging import Item, Spool

SHARED = {column.key for column in PRODUCT if column.shared}
NEEDED = ("name", "category")
MAX_VARIANTS = 100
Rows = list[tuple[int, str, str, dict[str, Any]]]


def items(spool: Spool) -> Iterator[Item]:
    """Yield every product of the spool, sorted by business and code."""
    for rows in spool.product_rows():
        number, business, code, first = rows[0]
        item = Item(business, code, number, {key: first[key] for key in first.keys() & SHARED})
        for row, _business, _code, fields in rows:
            variant = {key: value for key, value in fields.items() if key not in SHARED and key != "broken"}
            item.variants.append({**variant, "row": row, "sku": _sku(code, fields)})
        yield item


def check_groups(reader: Reader, categories: dict[str, int | None]) -> None:
    """Note where rows of one product contradict each other; keep the names of photos for the next step.

    `categories` is slug or name in lower case → id, None where a name is no place for products.
    """
    for rows in reader.spool.product_rows():
        number, business, code, first = rows[0]
        for key in NEEDED:
            if not first.get(key) and key not in first["broken"]:
                reader.flaw(number, key, _("Kolom ini wajib diisi."))
        _check_category(reader, number, first, categories)
        _check_shared(reader, rows)
        _check_skus(reader, rows)
        pictures = [(business, code, at, name, number) for at, name in enumerate(first.get("photos") or [])]
        reader.spool.db.executemany("INSERT INTO picture VALUES (?, ?, ?, ?, ?)", pictures)


def _check_category(reader: Reader, number: int, first: dict[str, Any], categories: dict[str, int | None]) -> None:
    name = first.get("category")
    if not name:
        return
    if name.casefold() not in categories:
        reader.flaw(number, "category", _("Kategori “%(name)s” tidak ada.") % {"name": name})
    elif categories[name.casefold()] is None:
        message = _("“%(name)s” adalah kelompok. Pilih salah satu kategori di dalamnya.")
        reader.flaw(number, "category", message % {"name": name})


def _check_shared(reader: Reader, rows: Rows) -> None:
    number, _business, _code, first = rows[0]
    for row, _b, _c, fields in rows[1:]:
        for key in sorted(SHARED & fields.keys()):
            both_sound = key not in fields["broken"] and key not in first["broken"]
            if both_sound and fields[key] is not None and fields[key] != first[key]:
                reader.flaw(row, key, _("Isi ini berbeda dari baris %(row)d untuk produk yang sama.") % {"row": number})


def _check_skus(reader: Reader, rows: Rows) -> None:
    if len(rows) > MAX_VARIANTS:
        reader.flaw(rows[MAX_VARIANTS][0], "code", _("Satu produk memuat paling banyak 100 varian."))
    seen: dict[str, int] = {}
    for row, _business, code, fields in rows:
        sku = _sku(code, fields)
        if sku not in seen:
            seen[sku] = row
        elif fields.get("sku") or fields.get("variant"):
            reader.flaw(row, "sku", _("Varian ini sudah ada di baris %(row)d.") % {"row": seen[sku]})
        else:
            reader.flaw(row, "sku", _("Produk dengan beberapa baris memerlukan SKU atau nama varian."))


def _sku(code: str, fields: dict[str, Any]) -> str:
    """Return the SKU, or one that stays the same however the rows are sorted."""
    given = fields.get("sku")
    if given:
        return str(given)
    name = slugify(fields.get("variant") or "")
    return f"{code}-{name}"[:60] if name else code

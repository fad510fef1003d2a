"""All variants of a product at once, as an owner sees them in a small table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from products.catalogue.models import Product, Variant
from products.catalogue.refresh import refresh_products
from products.catalogue.variants import Wording, wording_problems
from rumah.core import audit
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_line

MOST_VARIANTS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; `variant` is the id of what stands there, None for a new one. Its SKU may be empty."""

    wording: Wording
    variant: int | None = None


def write_table(*, product: Product, rows: Sequence[Row], actor: Any) -> list[Variant]:
    """Make the product's variants on sale exactly these, in this order, and return them.

    A variant that is not in the table is no longer offered; orders keep it, and a new row with its SKU brings it back.
    Raises DomainError with every problem (field `varian.<index>.<name>`), Conflict when somebody changed the rows.
    """
    try:
        with transaction.atomic():
            row = locked_one(Product.objects.filter(pk=product.pk))
            there = {variant.pk: variant for variant in row.variants.order_by("pk")}
            rows = _named(row, rows, there)
            if problems := _problems(rows, there):
                raise DomainError(*problems)
            kept = _write(row, rows, there)
            gone = row.variants.filter(is_active=True).exclude(pk__in=[variant.pk for variant in kept])
            removed = list(gone.values_list("sku", flat=True))
            gone.update(is_active=False)
            written = [[variant.sku, variant.price, variant.weight] for variant in kept]
            audit.record("catalogue.write_table", row, actor=actor, rows=written, removed=removed)
            refresh_products([row.pk])
    except IntegrityError as error:
        raise Conflict(_("Varian produk ini baru saja diubah orang lain. Muat ulang halaman ini.")) from error
    return kept


def _named(product: Product, rows: Sequence[Row], there: dict[int, Variant]) -> list[Row]:
    """Return the rows cleaned, with a SKU where none was typed."""
    cleaned = [
        Row(Wording(clean_line(row.wording.sku), clean_line(row.wording.name), row.wording.price, row.wording.weight),
            row.variant)
        for row in rows
    ]  # fmt: skip
    taken = {variant.sku for variant in there.values()} | {row.wording.sku for row in cleaned}
    named = []
    for row in cleaned:
        old = there.get(row.variant or 0)
        sku = row.wording.sku or (old.sku if old else _free_sku(product.code, row.wording.name, taken))
        taken.add(sku)
        named.append(Row(Wording(sku, row.wording.name, row.wording.price, row.wording.weight), row.variant))
    return named


def _free_sku(code: str, name: str, taken: set[str]) -> str:
    base = f"{code}-{slugify(name)}"[:50].strip("-")
    return next(sku for sku in (base, *(f"{base}-{number}" for number in range(2, 999))) if sku not in taken)


def _problems(rows: Sequence[Row], there: dict[int, Variant]) -> list[Problem]:
    problems = []
    if not rows:
        problems.append(Problem(_("Sisakan sedikitnya satu varian dengan harga."), "varian"))
    if len(rows) > MOST_VARIANTS:
        problems.append(Problem(_("Satu produk memuat paling banyak 100 varian."), "varian"))
    for index, row in enumerate(rows):
        if row.variant is not None and row.variant not in there:
            problems.append(Problem(_("Varian ini tidak ada lagi. Muat ulang halaman ini."), f"varian.{index}.name"))
        problems += [
            Problem(one.message, f"varian.{index}.{one.field}") for one in wording_problems(row.wording)
        ]  # fmt: skip
    return problems + _doubles(rows, there)


def _doubles(rows: Sequence[Row], there: dict[int, Variant]) -> list[Problem]:
    """Return where a SKU or a name stands twice, or a name is missing where there are several."""
    problems = []
    away = {variant.sku: variant.pk for variant in there.values() if not variant.is_active}
    skus: set[str] = set()
    names: set[str] = set()
    for index, row in enumerate(rows):
        sku, name = row.wording.sku, row.wording.name.casefold()
        # A new row may bring back what was taken away; a row that stands there may not take its place.
        if sku in skus or (row.variant is not None and away.get(sku, row.variant) != row.variant):
            problems.append(Problem(_("SKU ini sudah dipakai varian lain dari produk ini."), f"varian.{index}.sku"))
        if len(rows) > 1 and not name:
            problems.append(Problem(_("Beri nama tiap varian, misalnya ukuran atau rasanya."), f"varian.{index}.name"))
        elif name and name in names:
            problems.append(Problem(_("Nama varian ini sudah dipakai di atas."), f"varian.{index}.name"))
        skus.add(sku)
        names.add(name)
    return problems


def _write(product: Product, rows: Sequence[Row], there: dict[int, Variant]) -> list[Variant]:
    by_sku = {variant.sku: variant for variant in there.values() if not variant.is_active}
    # Two rows may have changed their SKUs for one another's; for a moment neither has one that is wanted.
    moved = [row.variant for row in rows if row.variant and there[row.variant].sku != row.wording.sku]
    for pk in moved:
        Variant.objects.filter(pk=pk).update(sku=f"~{pk}")
    kept = []
    for position, row in enumerate(rows):
        variant = there[row.variant] if row.variant else by_sku.get(row.wording.sku) or Variant(product=product)
        variant.sku, variant.name, variant.price, variant.weight = (
            row.wording.sku, row.wording.name, row.wording.price, row.wording.weight,
        )  # fmt: skip
        variant.position, variant.is_active = position, True
        variant.save()
        kept.append(variant)
    return kept

"""Add a variant to a product, change it, switch it off or on, and put it elsewhere in the row."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from products.catalogue.models import Product, Variant
from products.catalogue.offer import MAX_PRICE
from products.catalogue.refresh import refresh_products
from products.catalogue.states import Status
from rumah.core import audit
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_line


@dataclass(frozen=True, slots=True)
class Wording:
    """What is written of a variant: price in rupiah, weight in grams."""

    sku: str
    name: str
    price: int
    weight: int


def add_variant(*, product: Product, wording: Wording, actor: Any) -> Variant:
    """Add a variant, last in its row. Raises DomainError with every problem, Conflict when the SKU is there."""
    wording = _checked(wording)
    try:
        with transaction.atomic():
            row = locked_one(Product.objects.filter(pk=product.pk))
            last = row.variants.aggregate(last=Max("position"))["last"]
            variant = Variant.objects.create(
                product=row, sku=wording.sku, name=wording.name, price=wording.price, weight=wording.weight,
                position=0 if last is None else last + 1,
            )  # fmt: skip
            audit.record("catalogue.add_variant", variant, actor=actor, product=row.pk)
            refresh_products([row.pk])
    except IntegrityError as error:
        raise _taken() from error
    return variant


def change_variant(*, variant: Variant, wording: Wording, actor: Any) -> Variant:
    """Write the variant whole. Raises DomainError with every problem, Conflict when the SKU is another's."""
    wording = _checked(wording)
    try:
        with transaction.atomic():
            locked_one(Product.objects.filter(pk=variant.product_id))
            row = locked_one(Variant.objects.filter(pk=variant.pk))
            before = {"price": row.price, "sku": row.sku}
            row.sku, row.name, row.price, row.weight = wording.sku, wording.name, wording.price, wording.weight
            row.save(update_fields=["sku", "name", "price", "weight"])
            audit.record("catalogue.change_variant", row, actor=actor, before=before, price=row.price, sku=row.sku)
            refresh_products([row.product_id])
    except IntegrityError as error:
        raise _taken() from error
    return row


def switch_variant(*, variant: Variant, active: bool, actor: Any) -> None:
    """Offer the variant or no longer; orders that name it keep it. Raises Conflict for the last one on the shelf."""
    with transaction.atomic():
        product = locked_one(Product.objects.filter(pk=variant.product_id))
        others = product.variants.filter(is_active=True).exclude(pk=variant.pk)
        if not active and product.status == Status.PUBLISHED and not others.exists():
            raise Conflict(_("Produk yang tampil memerlukan sedikitnya satu varian. Sembunyikan dulu produknya."))
        if product.variants.filter(pk=variant.pk, is_active=not active).update(is_active=active):
            audit.record("catalogue.switch_variant", variant, actor=actor, active=active)
            refresh_products([product.pk])


def _taken() -> Conflict:
    return Conflict(Problem(_("SKU ini sudah dipakai varian lain dari produk ini."), "sku"))


def _checked(wording: Wording) -> Wording:
    wording = Wording(clean_line(wording.sku), clean_line(wording.name), wording.price, wording.weight)
    if problems := wording_problems(wording):
        raise DomainError(*problems)
    return wording


def wording_problems(wording: Wording) -> list[Problem]:
    """Return what is wrong with a variant's words and numbers, cleaned before; each names its field."""
    sku, name = wording.sku, wording.name
    problems = []
    if not 1 <= len(sku) <= 60:
        problems.append(Problem(_("Tulis SKU, paling banyak 60 huruf."), "sku"))
    if len(name) > 60:
        problems.append(Problem(_("Nama varian paling banyak 60 huruf."), "name"))
    if not 1 <= wording.price <= MAX_PRICE:
        problems.append(Problem(_("Harga harus lebih dari nol."), "price"))
    if not 1 <= wording.weight <= 1_000_000:
        problems.append(Problem(_("Berat antara 1 gram dan 1.000 kg."), "weight"))
    return problems

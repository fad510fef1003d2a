"""An owner's own way to bring in a product: one variant with a price; and its words, changed later."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from products.catalogue.models import Category, Product, Variant
from products.catalogue.photos.wording import renumber, suggestions
from products.catalogue.refresh import refresh_products
from rumah.businesses.models import Business
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.slugs import LETTERS, free_slug
from rumah.core.text import clean_line, clean_text

MAX_PRICE = 1_000_000_000_000


def create(
    *, business: Business, category: Category, name: str, price: int, actor: Any, weight: int | None = None
) -> Product:
    """Make a draft product with one variant; price in rupiah, weight in grams, the category's usual one for None.

    Raises DomainError with all problems.
    """
    name, weight = clean_line(name), weight or category.usual_weight
    if problems := _problems(name=name, price=price, weight=weight):
        raise DomainError(*problems)
    now, code = clock.now(), f"T-{get_random_string(10, LETTERS)}"
    try:
        with transaction.atomic():
            product = Product.objects.create(
                business=business, category=category, code=code, name=name, slug=free_slug(Product, name),
                created_at=now, updated_at=now,
            )  # fmt: skip
            Variant.objects.create(product=product, sku=code, price=price, weight=weight)
            audit.record("catalogue.create", product, actor=actor, name=name)
            refresh_products([product.pk])
    except IntegrityError as error:
        raise Conflict(_("Produk lain baru saja memakai alamat ini. Coba lagi.")) from error
    return product


def reword(*, product: Product, name: str, description: str, actor: Any) -> Product:
    """Write the product's name and description alone. Raises DomainError with every problem, each naming its field."""
    name, description = clean_line(name), clean_text(description)
    if problems := word_problems(name=name, description=description):
        raise DomainError(*problems)
    with transaction.atomic():
        row = locked_one(Product.objects.filter(pk=product.pk))
        before, suggested_before = {"name": row.name, "description": row.description}, suggestions(row)
        row.name, row.description, row.updated_at = name, description, clock.now()
        row.save(update_fields=["name", "description", "updated_at"])
        renumber(row, known=suggested_before)
        after = {"name": name, "description": description}
        audit.record("catalogue.reword", row, actor=actor, before=before, after=after)
        refresh_products([row.pk])
    row.refresh_from_db()
    return row


def word_problems(*, name: str, description: str) -> list[Problem]:
    """Return what is wrong with the words of a listing, cleaned before."""
    problems = []
    if not 3 <= len(name) <= 120:
        problems.append(Problem(_("Tulis nama produk, 3 sampai 120 huruf."), "name"))
    if len(description) > 5000:
        problems.append(Problem(_("Uraian paling panjang 5.000 huruf."), "description"))
    return problems


def _problems(*, name: str, price: int, weight: int) -> list[Problem]:
    problems = word_problems(name=name, description="")
    if not 1 <= price <= MAX_PRICE:
        problems.append(Problem(_("Harga harus lebih dari nol."), "price"))
    if not 1 <= weight <= 1_000_000:
        problems.append(Problem(_("Berat antara 1 gram dan 1.000 kg."), "weight"))
    return problems

"""What one press of the owner's button does across rooms: each is one verb made of the rooms' own verbs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue import offer
from products.catalogue.copying import copy_product
from products.catalogue.describing import Details, describe, detail_problems
from products.catalogue.models import Product
from products.catalogue.photos.add import add_photo
from products.catalogue.publish import publish
from products.catalogue.refresh import refresh_products
from products.catalogue.variant_table import Row, write_table
from products.labels.copy_facts import copy_facts
from products.stock.availability import refresh_in_stock
from products.stock.level import set_on_hand
from products.stock.models import StockLevel
from products.stock.to_order import follow_products
from rumah.businesses.models import Business
from rumah.businesses.profile import Profile, update_profile
from rumah.core.errors import DomainError, Problem
from rumah.core.images.intake import Accepted
from rumah.core.locking import locked


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the owner's table: what the catalogue keeps of it, and the pieces on the shelf (None: as they are)."""

    row: Row
    stock: int | None


def add_product(
    *, business: Business, details: Details, price: int, stock: int | None, photo: bytes, actor: Any,
    weight: int | None = None, show: bool = True,
) -> Product:  # fmt: skip
    """Bring in a product with photo, price (rupiah) and stock, and put it on the shelf: all or nothing.

    Without a weight (grams) it weighs what is usual in its category; `show=False` leaves it a draft. Stock may be None
    for what is made when it is ordered. Raises DomainError with every problem.
    """
    problems = detail_problems(details)
    if stock is None and details.made_in_days is None:
        problems.append(Problem(_("Isi stok, atau isi lama pembuatan bila dibuat setelah dipesan."), "stock"))
    if problems:
        raise DomainError(*problems)
    with transaction.atomic():
        product = offer.create(
            business=business, category=details.category, name=details.name, price=price, weight=weight, actor=actor
        )
        product = describe(product=product, details=details, actor=actor)
        set_on_hand(variant=product.variants.get(), on_hand=stock or 0, actor=actor)
        refresh_in_stock([product.pk])
        add_photo(product=product, content=photo, alt=details.name, actor=actor)
        return publish(product=product, actor=actor) if show else product


def save_product(*, product: Product, details: Details, lines: Sequence[Line], actor: Any) -> Product:
    """Write a product's details, its variants and their stock: all or nothing.

    Raises DomainError with every problem; those of the table are named `varian.<index>.<field>`.
    """
    if problems := detail_problems(details):
        raise DomainError(*problems)
    with transaction.atomic():
        # Shelves before their product, as buyers take them.
        locked(StockLevel.objects.filter(variant__product=product))
        variants = write_table(product=product, rows=[line.row for line in lines], actor=actor)
        problems = []
        for index, (variant, line) in enumerate(zip(variants, lines, strict=True)):
            try:
                if line.stock is not None:
                    set_on_hand(variant=variant, on_hand=line.stock, actor=actor)
            except DomainError as error:
                problems += [Problem(one.message, f"varian.{index}.stock") for one in error.problems]
        if problems:
            raise DomainError(*problems)
        saved = describe(product=product, details=details, actor=actor)
        follow_products([saved.pk])
        refresh_in_stock([saved.pk])
        return saved


def duplicate(*, product: Product, actor: Any) -> Product:
    """Copy a product with its label and empty shelves."""
    with transaction.atomic():
        made = copy_product(product=product, actor=actor)
        copy_facts(source=product, target=made, actor=actor)
        for variant in made.variants.all():
            set_on_hand(variant=variant, on_hand=0, actor=actor)
        refresh_in_stock([made.pk])
        return made


def save_profile(
    *, business: Business, profile: Profile, actor: Any, logo: Accepted | None, cover: Accepted | None
) -> Business:
    """Write the profile, and bring what its products repeat of it up to date."""
    with transaction.atomic():
        saved = update_profile(business=business, profile=profile, actor=actor, logo=logo, cover=cover)
        refresh_products(list(saved.products.values_list("pk", flat=True)))
        return saved

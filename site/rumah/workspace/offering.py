"""What one press of the owner's button does across rooms: each is one verb made of the rooms' own verbs."""

from typing import Any

from django.db import transaction

from products.catalogue import offer
from products.catalogue.models import Category, Product
from products.catalogue.photos.add import add_photo
from products.catalogue.publish import publish
from products.catalogue.refresh import refresh_products
from products.stock.level import set_on_hand
from rumah.businesses.models import Business
from rumah.businesses.profile import Profile, update_profile
from rumah.core.images.intake import Accepted


def add_product(
    *, business: Business, category: Category, name: str, price: int, stock: int, photo: bytes, actor: Any
) -> Product:
    """Bring in a product with photo, price (rupiah) and stock, and put it on the shelf: all or nothing."""
    with transaction.atomic():
        product = offer.create(business=business, category=category, name=name, price=price, actor=actor)
        set_on_hand(variant=product.variants.get(), on_hand=stock, actor=actor)
        add_photo(product=product, content=photo, alt=name, actor=actor)
        return publish(product=product, actor=actor)


def change_product(
    *,
    product: Product,
    category: Category,
    name: str,
    price: int,
    stock: int,
    weight: int,
    description: str,
    actor: Any,
) -> Product:
    """Change a product and the stock of its first variant: both or neither."""
    with transaction.atomic():
        changed = offer.change(
            product=product, name=name, price=price, weight=weight, description=description, category=category,
            actor=actor,
        )  # fmt: skip
        variant = changed.variants.filter(is_active=True).first()
        if variant is not None:
            set_on_hand(variant=variant, on_hand=stock, actor=actor)
        return changed


def save_profile(
    *, business: Business, profile: Profile, actor: Any, logo: Accepted | None, cover: Accepted | None
) -> Business:
    """Write the profile, and bring what its products repeat of it up to date."""
    with transaction.atomic():
        saved = update_profile(business=business, profile=profile, actor=actor, logo=logo, cover=cover)
        refresh_products(list(saved.products.values_list("pk", flat=True)))
        return saved

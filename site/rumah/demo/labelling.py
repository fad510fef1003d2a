"""Labels of the owner's crisps: some whole, one begun."""

from dataclasses import replace

from products.catalogue.models import Product
from products.labels.keep import keep_facts
from products.labels.models import Allergen
from products.labels.typed import suggested
from rumah.accounts.models import User

# What is in it by the words its name begins with, and the allergen in that.
RECIPES = {
    "Keripik Pisang": ("Pisang (80%)\nminyak goreng sawit\ngula\ngaram", ()),
    "Keripik Tempe": (
        "Tempe kedelai (70%)\nminyak goreng sawit\ntepung tapioka\nketumbar\ndaun jeruk\ngaram",
        ("kedelai",),
    ),
}
LABELLED = 4


def label(*, owner: User) -> None:
    """Fill in the labels of some of the owner's products; the last one still lacks its shelf life."""
    known = dict(Allergen.objects.values_list("code", "pk"))
    shelf = Product.objects.filter(business__in=owner.businesses.all(), is_listed=True).select_related("business")
    chosen = [(row, RECIPES[kind]) for row in shelf.order_by("pk") if (kind := _kind(row)) in RECIPES][:LABELLED]
    for at, (product, (composition, allergens)) in enumerate(chosen, start=1):
        variant = product.variants.filter(is_active=True)[0]
        typed = replace(
            suggested(product), composition=composition, allergens=tuple(str(known[code]) for code in allergens),
            allergens_checked=True, net=str(variant.weight), storage="Simpan di tempat kering dan tertutup rapat.",
            shelf_life="" if 1 < at == len(chosen) else "90", batch="KR[THN][BLN][TGL]", is_indonesian=True,
        )  # fmt: skip
        keep_facts(product=product, typed=typed, seen=0, actor=owner)


def _kind(product: Product) -> str:
    return " ".join(product.name.split()[:2])

"""Version 2 of the rubric: a photo counts when it is sharp and well lit too, not by its size alone.

All else is version 1. What stands here has been counted with and stays as it is, as `first_version` says.
"""

from datetime import date

from products.readiness import first_version
from products.readiness.first_version import PHOTO, Item
from products.readiness.states import Group

VERSION = 2
VALID_FROM = date(2026, 11, 1)
LEVELS = first_version.LEVELS
CHANGED = {
    "photos": Item(
        "photos", Group.PRODUCT, 4, "Tiap produk punya tiga foto yang baik", "Each product has three good photos",
        "Tiap produk yang tampil punya tiga foto yang tajam, cukup terang, dan sisi pendeknya paling sedikit 600 "
        "piksel, menurut periksa foto. Sebagian bila salah satu sudah.",
        "Each product on show has three photos that are sharp, well lit and 600 pixels or more on the short side, by "
        "the photo check. In part when one product has.",
        form="products", service=PHOTO,
    ),
}  # fmt: skip
ITEMS = tuple(CHANGED.get(item.code, item) for item in first_version.ITEMS)

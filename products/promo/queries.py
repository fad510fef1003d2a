"""Reading kits."""

import zipfile

from products.catalogue.models import Product
from products.promo.models import PromoKit
from products.promo.states import KitState
from products.promo.telling import fingerprint
from rumah.businesses.models import Business, private_storage
from rumah.core import keyset


def kit_of(product: Product) -> PromoKit | None:
    """Return the product's kit with its link, or None. One query."""
    return PromoKit.objects.filter(product=product).select_related("campaign").first()


def is_old(kit: PromoKit, product: Product) -> bool:
    """Whether a ready kit no longer says what is true: price, photo, name, colours or link changed. Two queries."""
    return kit.state == KitState.READY and (
        not kit.campaign.is_active or kit.fingerprint != fingerprint(product, kit.campaign)
    )


def listed_with_kits(business: Business, *, cursor: str = "") -> keyset.Page[Product]:
    """Return a page of the shop's products in the catalogue, newest first, kits joined. One query."""
    rows = business.products.filter(is_listed=True).select_related("promo_kit")
    return keyset.page(rows, order=("-listed_at", "-id"), cursor=cursor)


def whole(kit: PromoKit) -> bytes:
    """Return the ZIP. Raises FileNotFoundError where the file is gone."""
    with private_storage().open(kit.file) as file:
        return bytes(file.read())


def piece(kit: PromoKit, name: str) -> bytes:
    """Return one file out of the ZIP; `name` must be one of `PIECES`."""
    with private_storage().open(kit.file) as file, zipfile.ZipFile(file) as archive:
        return archive.read(name)

"""What a kit says of its product now, and the fingerprint by which an older kit is known."""

import hashlib
import json
from urllib.parse import urlsplit

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image

from products.campaigns.models import Campaign
from products.catalogue.models import Product, ProductPhoto
from products.promo.drawing.facts import Facts
from products.promo.models import ShopColours
from products.promo.palettes import PALETTES, PaletteName
from rumah.businesses.models import Business
from rumah.core import regions
from rumah.core.addresses import absolute
from rumah.core.money import format_rupiah

# Raised when the pieces look different: kits made before are offered anew.
LAYOUT = 1
# No piece shows the photo larger than this, in pixels.
EDGE = 1920
REGENCY = 2


def palette_of(business: Business) -> str:
    """Return the shop's palette. One query."""
    chosen = ShopColours.objects.filter(business=business).values_list("palette", flat=True).first()
    return str(chosen or PaletteName.NILA)


def first_photo(product: Product) -> ProductPhoto | None:
    """Return the photo that stands first. One query."""
    return product.photos.order_by("position", "id").first()


def price_of(product: Product) -> str:
    """Return the price in words: `mulai` where variants differ."""
    price = format_rupiah(product.min_price)
    return price if product.min_price == product.max_price else _("mulai %(price)s") % {"price": price}


def place_of(business: Business) -> str:
    """Return village and regency."""
    regency = regions.name(regions.ancestor(business.region_code, REGENCY))
    return f"{regions.name(business.region_code)}, {regency}"


def fingerprint(product: Product, campaign: Campaign) -> str:
    """Return what changes whenever the kit would look different. Two queries; `product.business` joined."""
    photo = first_photo(product)
    business = product.business
    facts = (
        LAYOUT, product.name, product.min_price, product.max_price, product.description, product.code,
        business.name, business.region_code, palette_of(business), photo and photo.original.name, campaign.code,
        absolute("/"),
    )  # fmt: skip
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def facts_of(product: Product, campaign: Campaign) -> Facts:
    """Return everything the pieces say, the photo opened. Raises OSError where its file cannot be read."""
    link = absolute(campaign.path)
    parts = urlsplit(link)
    return Facts(
        product=product.name, price=price_of(product), business=product.business.name,
        place=place_of(product.business), words=" ".join(product.description.split()), link=link,
        shown=f"{parts.netloc}{parts.path}".rstrip("/"), palette=PALETTES[palette_of(product.business)],
        photo=_opened(first_photo(product)),
    )  # fmt: skip


def _opened(photo: ProductPhoto | None) -> Image.Image | None:
    if photo is None:
        return None
    with default_storage.open(str(photo.original.name)) as file, Image.open(file, formats=["JPEG"]) as image:
        image.draft("RGB", (EDGE, EDGE))
        plain = image.convert("RGB")
    plain.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
    return plain

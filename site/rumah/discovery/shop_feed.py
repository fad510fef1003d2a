"""The feed that shops of other houses read: Google Merchant (RSS 2.0) and Facebook's catalogue (CSV).

A row is one variant of a product on show that has a photo. Rows come in handfuls by primary key, so memory does not
grow with the catalogue. Attributes: https://support.google.com/merchants/answer/7052112
"""

import csv
import io
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from django.db.models import Prefetch
from django.utils.text import Truncator

from products.catalogue.models import Product, ProductPhoto, Variant
from products.orders.basket import PricedLine, weight_of
from products.orders.shipping import known_zones
from products.orders.ways import estimate, on_holiday
from products.stock.models import StockLevel
from rumah.core.addresses import absolute
from rumah.core.text import clean_line
from rumah.theme.templatetags.rumah import media

HANDFUL = 200
MOST_PICTURES = 10
Row = dict[str, str]
REQUIRED = (
    "id", "title", "description", "link", "image_link", "availability", "price", "brand", "identifier_exists",
    "condition",
)  # fmt: skip
FACEBOOK = ("id", "title", "description", "availability", "condition", "price", "link", "image_link", "brand")
XML_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n'
)


def rows(*, business_id: int | None = None) -> Iterator[Row]:
    """Return each variant on show as a row; one without all that is `REQUIRED` is left out."""
    last = 0
    shown = Product.objects.filter(is_listed=True)
    if business_id is not None:
        shown = shown.filter(business=business_id)
    shown = shown.select_related("business__delivery_settings", "category__parent").defer("business__story")
    shown = shown.prefetch_related(
        Prefetch("variants", Variant.objects.filter(is_active=True).select_related("stock", "photo")),
        Prefetch("photos", ProductPhoto.objects.only("product_id", "renditions", "position")),
    )
    while handful := list(shown.filter(pk__gt=last).order_by("pk")[:HANDFUL]):
        last = handful[-1].pk
        zones = known_zones()
        for product in handful:
            variants = list(product.variants.all())
            for variant in variants:
                row = _row(product, variant, variants)
                cost = estimate(
                    zones, product.business, grams=weight_of([PricedLine(variant, 1)]), items_total=variant.price
                )
                # What can only be fetched costs nothing to bring.
                row["shipping"] = f"{cost.rupiah or 0} IDR"
                if not missing(row):
                    yield row


def missing(row: Row) -> list[str]:
    """Return the required attributes that a row has not."""
    return [name for name in REQUIRED if not row.get(name)]


def _row(product: Product, variant: Variant, variants: list[Variant]) -> Row:
    pictures = [photo.renditions["hero_960_webp"]["name"] for photo in product.photos.all() if photo.renditions]
    if variant.photo and variant.photo.renditions:
        own = variant.photo.renditions["hero_960_webp"]["name"]
        pictures = [own, *(name for name in pictures if name != own)]
    several = len(variants) > 1
    title = f"{product.name} {variant.name}" if several and variant.name else product.name
    link = f"{product.get_absolute_url()}?varian={variant.pk}" if several else product.get_absolute_url()
    roots = [product.category.parent.name] if product.category.parent else []
    row = {
        "id": str(variant.pk),
        "title": Truncator(clean_line(title)).chars(150),
        "description": Truncator(clean_line(product.description) or f"{title}, {product.business.name}").chars(5000),
        "link": absolute(link),
        "image_link": absolute(media(pictures[0])) if pictures else "",
        "additional_image_link": ",".join(absolute(media(name)) for name in pictures[1 : 1 + MOST_PICTURES]),
        "availability": "in_stock" if _free(variant) and not on_holiday(product.business) else "out_of_stock",
        "price": f"{variant.price} IDR",
        "brand": Truncator(product.business.name).chars(70),
        "identifier_exists": "no",
        "condition": "new",
        "product_type": " > ".join([*roots, product.category.name]),
        "shipping_weight": f"{variant.weight} g",
    }
    if several:
        row["item_group_id"] = str(product.pk)
    if product.made_in_days:
        row["max_handling_time"] = str(product.made_in_days)
    return row


def _free(variant: Variant) -> bool:
    try:
        level: StockLevel = variant.stock
    except StockLevel.DoesNotExist:
        return False
    return level.free > 0


def as_xml(found: Iterable[Row], *, title: str, path: str = "/produk/") -> Iterator[str]:
    """Return Google's RSS 2.0, an item at a time."""
    yield XML_HEAD
    name, link = escape(title), escape(absolute(path))
    yield f"<title>{name}</title><link>{link}</link><description>{name}</description>\n"
    for row in found:
        yield f"<item>{''.join(_tags(row))}</item>\n"
    yield "</channel></rss>\n"


def _tags(row: Row) -> Iterator[str]:
    for name, value in row.items():
        if name == "shipping":
            yield f"<g:shipping><g:country>ID</g:country><g:price>{value}</g:price></g:shipping>"
        elif name == "additional_image_link":
            yield from (f"<g:{name}>{escape(url)}</g:{name}>" for url in value.split(",") if url)
        elif value:
            yield f"<g:{name}>{escape(value)}</g:{name}>"


def as_csv(found: Iterable[Row]) -> Iterator[str]:
    """Return Facebook's table, a line at a time; its words for stock have a space."""
    yield _line(FACEBOOK)
    for row in found:
        yield _line([_safe(text) for text in _spaced(row)])


def _spaced(row: Row) -> list[str]:
    told = {**row, "availability": row["availability"].replace("_", " ")}
    return [told[name] for name in FACEBOOK]


def _safe(value: str) -> str:
    """Return a cell that a spreadsheet does not take for a formula."""
    return f"'{value}" if value[:1] in "=+-@\t\r" else value


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()

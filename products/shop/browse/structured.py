"""What search engines read: the page's own facts once more, as schema.org data."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from products.catalogue.models import Product
from products.shop.browse.gallery import Picture
from products.shop.browse.offer import Choice
from rumah.core.addresses import absolute

# Inside a script element only these could end it or start a comment; JSON may write any letter by its number.
_HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def data_block(data: Mapping[str, Any]) -> SafeString:
    """Return `data` as JSON that can stand inside a script element."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_HARMLESS))  # noqa: S308  # every letter that means something to HTML is gone


def product_data(
    product: Product, choices: Sequence[Choice], pictures: Sequence[Picture], more: Mapping[str, Any]
) -> dict[str, Any]:
    """Return schema.org's Product: name, price, stock and seller exactly as the page shows them, and `more`."""
    data: dict[str, Any] = {
        "@type": "Product",
        "name": product.name,
        "sku": product.code,
        "category": product.category.name,
        "url": absolute(product.get_absolute_url()),
        "brand": {"@type": "Brand", "name": product.business.name},
        "offers": _offers(product, choices),
        **more,
    }
    if product.description:
        data["description"] = product.description
    if pictures:
        data["image"] = [absolute(picture.src) for picture in pictures]
    return data


def _offers(product: Product, choices: Sequence[Choice]) -> dict[str, Any]:
    in_stock = any(choice.free for choice in choices)
    word = "MadeToOrder" if product.made_in_days else "InStock"
    common: dict[str, Any] = {
        "priceCurrency": "IDR",
        "availability": f"https://schema.org/{word if in_stock else 'OutOfStock'}",
        "url": absolute(product.get_absolute_url()),
        "seller": {"@type": "Organization", "name": product.business.name},
    }
    if product.made_in_days:
        lead = {"@type": "QuantitativeValue", "maxValue": product.made_in_days, "unitCode": "DAY"}
        common["deliveryLeadTime"] = lead
    prices = [choice.price for choice in choices]
    if len(set(prices)) > 1:
        span = {"lowPrice": min(prices), "highPrice": max(prices), "offerCount": len(prices)}
        return {"@type": "AggregateOffer", **span, **common}
    return {"@type": "Offer", "price": prices[0] if prices else product.min_price, **common}


def crumbs_data(crumbs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return schema.org's BreadcrumbList of (label, path) pairs; the last one is the page itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": str(label), "item": absolute(url)}
            for position, (label, url) in enumerate(crumbs, 1)
        ],
    }

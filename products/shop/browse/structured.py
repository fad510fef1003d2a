"""A product in schema.org's words; the rest of what pages tell machines is in `rumah.theme.structured`."""

from collections.abc import Mapping, Sequence
from typing import Any

from products.catalogue.models import Product
from products.shop.browse import words
from products.shop.browse.gallery import Picture
from products.shop.browse.offer import Choice
from rumah.core.addresses import absolute


def product_data(
    product: Product, choices: Sequence[Choice], pictures: Sequence[Picture], more: Mapping[str, Any], *, closed: str
) -> dict[str, Any]:
    """Return schema.org's Product: name, prices, stock and seller exactly as the page shows them, and `more`.

    While its seller is `closed` (the sentence that says so) nothing can be bought.
    """
    data: dict[str, Any] = {
        "@type": "Product",
        "name": product.name,
        "sku": product.code,
        "category": words.category_name(product.category),
        "url": absolute(product.get_absolute_url()),
        "brand": {"@type": "Brand", "name": product.business.name},
        "offers": _offers(product, choices, is_closed=bool(closed)),
        **more,
    }
    if product.description:
        data["description"] = product.description
    if pictures:
        data["image"] = [absolute(picture.src) for picture in pictures]
    return data


def _offers(product: Product, choices: Sequence[Choice], *, is_closed: bool) -> dict[str, Any]:
    """Return one Offer, or where there are several variants an AggregateOffer with an Offer for each."""
    url = absolute(product.get_absolute_url())
    common: dict[str, Any] = {
        "priceCurrency": "IDR",
        "availability": _availability(product, any(choice.free for choice in choices) and not is_closed),
        "url": url,
        "seller": {"@type": "Organization", "name": product.business.name},
    }
    if product.made_in_days:
        lead = {"@type": "QuantitativeValue", "maxValue": product.made_in_days, "unitCode": "DAY"}
        common["deliveryLeadTime"] = lead
    if len(choices) < 2:
        return {"@type": "Offer", "price": choices[0].price if choices else product.min_price, **common}
    prices = [choice.price for choice in choices]
    each = [
        {
            "@type": "Offer",
            "name": choice.name,
            "price": choice.price,
            "priceCurrency": "IDR",
            "availability": _availability(product, bool(choice.free) and not is_closed),
            "url": f"{url}?varian={choice.id}",
        }
        for choice in choices
    ]
    span = {"lowPrice": min(prices), "highPrice": max(prices), "offerCount": len(prices)}
    return {"@type": "AggregateOffer", **span, **common, "offers": each}


def _availability(product: Product, is_free: bool) -> str:  # noqa: FBT001
    word = "MadeToOrder" if product.made_in_days else "InStock"
    return f"https://schema.org/{word if is_free else 'OutOfStock'}"

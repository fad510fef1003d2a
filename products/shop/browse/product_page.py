"""What the page of one product shows."""

from typing import Any

from django.utils.translation import gettext as _

from products.catalogue.models import Product
from products.catalogue.queries import ProductDetail
from products.orders.ways import on_holiday
from products.shop.browse import delivery, labelled, offer, places, structured, words
from products.shop.browse.gallery import pictures
from products.shop.caring import product_reviews
from rumah.businesses.states import PermitKind
from rumah.theme.share import Share, card_path
from rumah.theme.structured import breadcrumbs, data_block


def context(detail: ProductDetail, destination: str = "", *, variant: str = "") -> dict[str, Any]:
    """Return the template's values; beyond `detail` it reads how the seller delivers and what has been said.

    `destination` is the kecamatan this visitor named before, if any; `variant` what the address asks to be chosen.
    """
    product = detail.product
    wanted = next((one for one in detail.variants if str(one.pk) == variant), None)
    shots = pictures(detail.photos, name=product.name, first=wanted.photo_id if wanted else None)
    numbers = {shot.id: shot.number for shot in shots}
    choices = offer.choices(
        detail.variants, wanted=wanted.pk if wanted else 0, photos=numbers, days=product.made_in_days
    )
    place = places.short(product.business.region_code)
    crumbs = _crumbs(product)
    free = sum(choice.free for choice in choices)
    opinions = product_reviews.context(product)
    stars = product_reviews.aggregate(opinions["rating"])
    closed = on_holiday(product.business)
    return {
        "product": product,
        "place": place,
        "pictures": shots,
        "choices": choices,
        "choices_left": free > 0,
        "stock_sentence": offer.stock_sentence(free, days=product.made_in_days),
        "most": max((choice.most for choice in choices), default=0),
        "delivery": delivery.sentences(product.business, detail.variants, destination),
        "closed": closed,
        "weights": offer.weights(choices),
        "sizes": [(choice.name if len(choices) > 1 else "", choice.size) for choice in choices if choice.size],
        "label_rows": labelled.rows(product),
        "permits": detail.permits,
        "halal_permit": any(permit.kind == PermitKind.HALAL for permit in detail.permits),
        "category_name": words.category_name(product.category),
        "question": words.product_question(product),
        "others": detail.others,
        "crumbs": crumbs,
        "share": _share(product, place),
        "structured": data_block(
            structured.product_data(product, choices, shots, stars, closed=closed), breadcrumbs(crumbs)
        ),
        **opinions,
    }


def _share(product: Product, place: str) -> Share:
    card = card_path(
        "produk", product.slug, product.name, product.min_price, product.max_price, product.card_photo, place
    )
    return Share(
        title=f"{product.name} – {product.business.name}", path=product.get_absolute_url(), kind="product",
        summary=words.summary(product.description, _summary(product, place)), image=card,
    )  # fmt: skip


def _summary(product: Product, place: str) -> str:
    return _("%(name)s buatan %(business)s, %(place)s.") % {
        "name": product.name,
        "business": product.business.name,
        "place": place,
    }


def _crumbs(product: Product) -> list[tuple[str, str]]:
    leaf = product.category
    steps = [leaf.parent, leaf] if leaf.parent else [leaf]
    return [
        (_("Produk"), "/produk/"),
        *((words.category_name(step), f"/produk/?kategori={step.slug}") for step in steps),
        (product.name, product.get_absolute_url()),
    ]

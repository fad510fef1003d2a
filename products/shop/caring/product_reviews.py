"""What has been said of a product: on its page, and all of it at /produk/<slug>/ulasan/."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from products.care.models import Review
from products.care.queries import newest_reviews, product_rating, rating_of, reviews_of_product
from products.care.reviews.rating import Rating
from products.catalogue.models import Product
from products.shop.buying.visitor import count_cart
from rumah.core.pagecache import storable
from rumah.theme.share import Share, house_card
from rumah.theme.structured import aggregate_rating


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo of a review: a thumb and the whole of it."""

    thumb: str
    whole: str
    alt: str


@dataclass(frozen=True, slots=True)
class Said:
    """A review as pages show it."""

    review: Review
    shots: list[Shot]


def said(reviews: Iterable[Review]) -> list[Said]:
    """Return the reviews with those photos that are rendered."""
    return [Said(review, _shots(review, [photo.renditions for photo in review.photos.all()])) for review in reviews]


def _shots(review: Review, renditions: Iterable[dict[str, Any]]) -> list[Shot]:
    return [
        Shot(
            thumb=default_storage.url(rendered["card_320"]["name"]),
            whole=default_storage.url(rendered["hero_960_webp"]["name"]),
            alt=_("Foto %(number)d dari %(name)s") % {"number": number, "name": review.author_name},
        )
        for number, rendered in enumerate(filter(None, renditions), 1)
    ]


def context(product: Product) -> dict[str, Any]:
    """Return the values of the product page's part: no query, one where something has been said."""
    rating = rating_of(product)
    newest = (
        [Said(review, _shots(review, shots)) for review, shots in newest_reviews(product.pk)] if rating.count else []
    )
    return {"rating": rating, "reviews": newest, "more_reviews": rating.count > len(newest)}


def aggregate(rating: Rating) -> dict[str, Any]:
    """Return schema.org's AggregateRating, the same numbers the page shows; empty where nobody has said anything."""
    return aggregate_rating(value=rating.value, count=rating.count)


@require_safe
@storable
def all_reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every review of one product, newest first."""
    count_cart(request)
    product = Product.objects.filter(slug=slug, is_listed=True).select_related("business").defer("description").first()
    if product is None:
        raise Http404
    cursor, home = request.GET.get("lanjut", "")[:400], f"{product.get_absolute_url()}ulasan/"
    page = reviews_of_product(product.pk, cursor=cursor)
    title = _("Ulasan %(name)s") % {"name": product.name}
    summary = _("Apa kata pembeli tentang %(name)s buatan %(business)s.") % {
        "name": product.name, "business": product.business.name,
    }  # fmt: skip
    values = {
        "share": Share(title=title, summary=summary, path=home, image=house_card()), "is_narrowed": bool(cursor),
        "product": product, "rating": product_rating(product.pk), "reviews": said(page.rows),
        "next_url": f"{home}?lanjut={page.next_cursor}" if page.next_cursor else "",
        "first_url": home if cursor else "",
        "crumbs": [(_("Produk"), "/produk/"), (product.name, product.get_absolute_url()), (_("Ulasan"), home)],
    }  # fmt: skip
    return render(request, "shop/caring/reviews.html", values)

"""Favourites: /favorit/, in rows for who is signed in and in a signed cookie for who is not."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from products.catalogue.models import Product
from products.favourites.keep import bring, drop, keep
from products.favourites.queries import Cards, cards, favourites_of, notices_of
from products.shop.buying.answers import private, say, see_other
from products.shop.buying.visitor import count_cart, person
from products.shop.caring.lists import MOST_FAVOURITES, favourites, save_favourites
from rumah.core.errors import Conflict, DomainError
from rumah.core.origin import same_origin_post

FAVOURITES_PAGE = "/favorit/"


@require_safe
@private
def mine(request: HttpRequest) -> HttpResponse:
    """Show them, newest first; what was kept before signing in has come along."""
    count_cart(request)
    user = person(request)
    _bring(request)
    page: Cards = favourites_of(user, cursor=_cursor(request)) if user else cards(favourites(request))
    context = {
        "page": page,
        "notices": notices_of(user) if user else [],
        "next_url": f"?lanjut={page.next_cursor}" if page.next_cursor else "",
        "first_url": FAVOURITES_PAGE if _cursor(request) else "",
    }
    return _brought(request, render(request, "shop/caring/favourites.html", context))


@same_origin_post
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Keep a product; the product page posts here, and may come from a shared cache."""
    product = get_object_or_404(Product, pk=_number(request), is_listed=True)
    response, user = see_other(FAVOURITES_PAGE), person(request)
    try:
        if user:
            _bring(request)
            keep(user=user, product=product)
            _brought(request, response)
        else:
            save_favourites(response, _with(favourites(request), product.pk))
        messages.success(request, _("%(name)s masuk favorit.") % {"name": product.name})
    except DomainError as error:
        say(request, error)
    return response


@same_origin_post
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Take a product out of the visitor's own list."""
    product, response, user = _number(request), see_other(FAVOURITES_PAGE), person(request)
    if user:
        _bring(request)
        drop(user=user, product_id=product)
        return _brought(request, response)
    save_favourites(response, [number for number in favourites(request) if number != product])
    return response


def _with(ids: list[int], product: int) -> list[int]:
    rest = [number for number in ids if number != product]
    if len(rest) >= MOST_FAVOURITES:
        raise Conflict(_("Favorit sudah penuh. Masuk ke akun Anda untuk menyimpan lebih banyak."))
    return [product, *rest]


def _bring(request: HttpRequest) -> None:
    if (user := person(request)) and (kept := favourites(request)):
        bring(user=user, product_ids=kept)


def _brought(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Take the cookie back from who is signed in: their rows have it all."""
    if person(request) and favourites(request):
        save_favourites(response, [])
    return response


def _number(request: HttpRequest) -> int:
    text = request.POST.get("produk", "")
    return int(text) if re.fullmatch(r"\d{1,18}", text) else 0


def _cursor(request: HttpRequest) -> str:
    return request.GET.get("lanjut", "")[:400]

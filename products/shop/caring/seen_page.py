"""Products seen lately: /dilihat/, kept in the visitor's own cookie and nowhere else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from products.favourites.queries import cards
from products.shop.buying.answers import private, see_other
from products.shop.buying.visitor import count_cart
from products.shop.caring.lists import save_seen, seen
from rumah.core.origin import same_origin_post

SEEN_PAGE = "/dilihat/"


@require_safe
@private
def seen_lately(request: HttpRequest) -> HttpResponse:
    """Show them, newest first, with a button that forgets them."""
    count_cart(request)
    return render(request, "shop/caring/seen.html", {"products": cards(seen(request)).rows})


@same_origin_post
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Forget all of them."""
    response = see_other(SEEN_PAGE)
    save_seen(response, [])
    return response

"""Whose cart it is: the signed-in person's own, or the one of the secret in the visitor's cookie."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from products.orders.cart import CartView, find, merge, pieces, read
from products.orders.models import Cart

MONTH = 30 * 24 * 3600


def person(request: HttpRequest) -> Any:
    """Return who is signed in, or None; costs no query for a visitor without a session."""
    return request.user if request.user.is_authenticated else None


def cart_token(request: HttpRequest) -> str:
    """Return the secret of the visitor's cart, or an empty string."""
    return request.COOKIES.get(settings.CART_COOKIE_NAME, "")[:64]


def cart_of(request: HttpRequest) -> Cart | None:
    """Return the visitor's cart; one filled before signing in goes over to the person here."""
    token, user = cart_token(request), person(request)
    if user and token:
        return merge(token=token, user=user)
    return find(token=token, user=user)


def open_cart(request: HttpRequest) -> CartView:
    """Read the visitor's cart and tell the page's header how many pieces are in it."""
    view = read(cart_of(request))
    request.cart_count = view.count  # type: ignore[attr-defined]  # the header's contract
    return view


def remember(request: HttpRequest, response: HttpResponse, cart: Cart | None) -> HttpResponse:
    """Leave the cart's secret with a visitor; take it back from a person, whose cart is found by who they are.

    A visitor without a cart gets no cookie, so their pages can come from the shared cache.
    """
    name = settings.CART_COOKIE_NAME
    if person(request):
        if name in request.COOKIES:
            response.delete_cookie(name, samesite="Lax")
    elif cart is not None and cart_token(request) != cart.token:
        response.set_cookie(
            name, cart.token, max_age=MONTH, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


def count_cart(request: HttpRequest) -> None:
    """Tell the page's header how many pieces are in the cart, in one query; none for a visitor without one."""
    token = cart_token(request)
    if not token and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return
    request.cart_count = pieces(token=token, user=person(request))  # type: ignore[attr-defined]  # see open_cart

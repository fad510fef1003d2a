"""Count who looks at a product: outside the store of pages, so that a page from the store counts like any other."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from products.shop.caring.seeing import HEADER
from products.traffic import tally
from products.traffic.readers import is_reader

Get = Callable[[HttpRequest], HttpResponse]


def count_views(get_response: Get) -> Get:
    """Note the product the page names, and write the notes down when it is time."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if HEADER in response and request.method == "GET" and response.status_code == 200 and is_reader(request):
            tally.note("view", int(response[HEADER]), user_id=_user_id(request))
        tally.flush_if_due()
        return response

    return middleware


def count_cart_add(request: HttpRequest, variant_id: int) -> None:
    """Note that a variant was put into a cart."""
    if is_reader(request):
        tally.note("cart", variant_id, user_id=_user_id(request))


def count_visit(request: HttpRequest, campaign_id: int) -> None:
    """Note that a short link was opened."""
    if request.method == "GET" and is_reader(request):
        tally.note("visit", campaign_id, user_id=_user_id(request))


def _user_id(request: HttpRequest) -> int | None:
    """Return who is signed in; a page from the store was asked for without a session, by nobody we know."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return None
    pk: int | None = request.user.pk
    return pk

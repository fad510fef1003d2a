"""Remember with the visitor which products they saw.

Stored pages carry no cookie: the page names its product in a header, and this layer, outside the store, turns that
into the visitor's own cookie and takes the header away.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from products.shop.caring.lists import save_seen, seen

HEADER = "X-Seen-Product"
Get = Callable[[HttpRequest], HttpResponse]


def remember_seen(get_response: Get) -> Get:
    """Put the product of the page in front of those seen before."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if HEADER in response:
            product = int(response[HEADER])
            del response[HEADER]
            before = seen(request)
            # A page seen twice in a row changes nothing, so the answer stays as small as it was.
            if before[:1] != [product] and request.method == "GET":
                save_seen(response, [product, *(number for number in before if number != product)])
                # No cache between us and the visitor may hand the cookie to somebody else.
                response["Cache-Control"] = "private, no-cache"
        return response

    return middleware

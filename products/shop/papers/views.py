"""Pages and files of the buyer's papers, behind the same signed link as the purchase."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from products.orders.links import purchase_by_token, purchase_path
from products.orders.models import Order, Purchase
from products.orders.queries import orders_with_lines
from products.orders.states import Fulfilment
from products.shop.buying.answers import private
from products.shop.papers import drawn
from rumah.core.paper.code import qr_svg

# Nothing is handed over that was never paid, or was called off.
HANDED = frozenset({Fulfilment.TO_SHIP, Fulfilment.SHIPPED, Fulfilment.COMPLETED})


def _opened(request: HttpRequest, number: str) -> tuple[Purchase, list[Order]]:
    purchase = purchase_by_token(number, request.GET.get("t", ""))
    if purchase is None:
        raise Http404
    orders = orders_with_lines(purchase)
    for order in orders:
        order.purchase = purchase
    return purchase, orders


def _one(orders: list[Order], part: str) -> Order:
    for order in orders:
        if order.number == part and order.fulfilment in HANDED:
            return order
    raise Http404


@require_safe
@private
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    """Show the invoice."""
    purchase, orders = _opened(request, number)
    return _page(request, "shop/papers/invoice.html", purchase, purchase.number, {"orders": orders})


@require_safe
@private
def invoice_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the invoice."""
    purchase, orders = _opened(request, number)
    return _file(drawn.invoice(purchase, orders), f"faktur-{purchase.number}")


@require_safe
@private
def handover(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """Show the handover record of one seller's order."""
    purchase, orders = _opened(request, number)
    order = _one(orders, part)
    words = drawn.handover_words(order)
    return _page(request, "shop/papers/handover.html", purchase, order.number, {"order": order, "words": words})


@require_safe
@private
def handover_pdf(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """Hand out the handover record."""
    purchase, orders = _opened(request, number)
    order = _one(orders, part)
    return _file(drawn.handover(purchase, order), f"bast-{order.number}")


def _page(
    request: HttpRequest, template: str, purchase: Purchase, number: str, more: dict[str, object]
) -> HttpResponse:
    code = qr_svg(number, label=_("Kode QR %(number)s") % {"number": number}, quiet=2)
    back, token = purchase_path(purchase), request.GET["t"]
    context = {"purchase": purchase, "code": code, "back": back, "token": token, **more}
    response = render(request, template, context)
    # As on the page of the purchase: its address is the key to it.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response

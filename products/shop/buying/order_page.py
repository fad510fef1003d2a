"""The page of a purchase behind its signed link: /pesanan/<number>/?t=<token>."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from products.orders.links import purchase_path
from products.orders.models import Order, Purchase
from products.orders.queries import orders_with_lines
from products.orders.states import Fulfilment, PaymentState
from products.payments.cancel import cancel_purchase
from products.payments.providers import available, first, known
from products.payments.queries import payment_status
from products.payments.refund_by_hand import waiting_for_account
from products.payments.settle import settle_purchase
from products.shop.buying.answers import private, say, see_other
from products.shop.buying.checkout import pay
from products.shop.buying.linked import purchase_of
from products.shop.buying.live import live_way
from products.shop.buying.truth import truth
from products.shop.buying.visitor import person
from products.shop.buying.watch import changes_soon, standing
from products.shop.caring.order_parts import with_care
from rumah.core.errors import DomainError
from rumah.core.phone import whatsapp_link


@require_safe
@private
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Show how the purchase stands; on the way back from the provider ask it first, then show the clean address."""
    purchase = purchase_of(request, number)
    if "kembali" in request.GET:
        settle_purchase(purchase=purchase)
        return see_other(purchase_path(purchase))
    status = payment_status(purchase)
    orders = orders_with_lines(purchase)
    context = {
        "purchase": purchase,
        "can_cancel": _can_cancel(purchase, orders),
        "truth": truth(purchase, status.code, orders),
        "to_return": status.to_return,
        "returned": status.returned,
        "asks_account": bool(status.to_return) and waiting_for_account(purchase),
        "orders": [(part, _chat(part)) for part in with_care(orders)],
        "providers": available(purchase.total),
        "chosen": status.live.provider if status.live else "",
        "live": live_way(status.live, purchase_path(purchase)),
        "token": request.GET["t"],
        "watched": standing(purchase, status) if changes_soon(purchase, status) else "",
    }
    response = render(request, "shop/buying/order.html", context)
    # The address holds the key to this page: links out of it (WhatsApp, the provider) must not carry it along.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _can_cancel(purchase: Purchase, orders: list[Order]) -> bool:
    """Whether the buyer's button still works: unpaid, or in cash and no seller has taken it on."""
    if purchase.payment_state == PaymentState.COD:
        return all(part.fulfilment == Fulfilment.TO_ACCEPT for part in orders)
    return purchase.payment_state == PaymentState.AWAITING


def _chat(part: Order) -> str:
    text = _("Halo, saya ingin bertanya tentang pesanan %(number)s.")
    return whatsapp_link(part.business.phone, text % {"number": part.number})


# The token that a post must carry is itself the secret a forged page cannot know, and under `no-referrer` browsers send
# no origin that Django's own check could accept.
@csrf_exempt
@require_POST
@private
def pay_order(request: HttpRequest, number: str) -> HttpResponse:
    """Go to pay a purchase that still waits."""
    chosen = request.POST.get("cara", "")
    purchase = purchase_of(request, number)
    return pay(request, purchase, chosen if known(chosen) else first(purchase.total))


@csrf_exempt
@require_POST
@private
def cancel_order(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel an unpaid purchase for its buyer."""
    purchase = purchase_of(request, number)
    try:
        cancel_purchase(purchase=purchase, actor=person(request))
        messages.success(request, _("Pembelian dibatalkan. Tidak ada uang yang diambil."))
    except DomainError as error:
        say(request, error)
    return see_other(purchase_path(purchase))

"""One order for its seller: who wants what where, and the next step as one big button."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from products.care.queries import open_complaint
from products.orders import seller_queries
from products.orders.deadline import accept_by
from products.orders.models import Order
from products.orders.states import Delivery, Fulfilment
from products.payments.complete import seller_may_complete
from rumah.businesses.models import Business
from rumah.workspace.doors import member
from rumah.workspace.selling.chats import chats_for
from rumah.workspace.selling.courier import bookings_of, courier_of, parcels
from rumah.workspace.selling.forms import COURIERS, CancelForm, HandOverForm

CANCELLABLE = frozenset({Fulfilment.TO_ACCEPT, Fulfilment.TO_SHIP})


@member
@never_cache
@require_safe
def order(request: HttpRequest, business: Business, number: str) -> HttpResponse:
    """Show it."""
    return show(request, get_object_or_404(seller_queries.whole(business), number=number))


def show(request: HttpRequest, order: Order, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Draw the page of an order, with the forms as they were sent where something is wrong with them."""
    shipments = list(order.shipments.all())
    bookings = bookings_of(order)
    can_cancel = order.fulfilment in CANCELLABLE and not shipments and order.purchase.payment_state == "paid"
    context = {
        "business": order.business, "order": order, "purchase": order.purchase, "until": accept_by(order),
        "chats": chats_for(order), "complaint": open_complaint(order), "shipments": parcels(shipments, bookings),
        "couriers": COURIERS,
        "booking": courier_of(order, bookings, asks="tarif" in request.GET),
        "in_part": bool(shipments) and order.fulfilment == Fulfilment.TO_SHIP,
        "needs_courier": order.delivery == Delivery.SHIP, "can_cancel": can_cancel,
        "may_complete": seller_may_complete(order), "hand_over": HandOverForm(order), "cancel": CancelForm(), **forms,
    }  # fmt: skip
    return render(request, "workspace/selling/order.html", context, status=status)

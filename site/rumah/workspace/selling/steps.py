"""The steps of one order: accept, pack, hand over, complete, cancel."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from products.orders import seller_queries
from products.orders.fulfil import accept
from products.orders.hand_over import hand_over
from products.orders.models import Order
from products.orders.pack import pack
from products.payments.cancel_order import cancel_order
from products.payments.complete import complete_by_seller
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.workspace.doors import member, tell
from rumah.workspace.selling.forms import CancelForm, HandOverForm
from rumah.workspace.selling.order_page import show

PLAIN: dict[str, Callable[..., Order]] = {"terima": accept, "kemas": pack, "selesai": complete_by_seller}


def _mine(business: Business, number: str) -> Order:
    order: Order = get_object_or_404(seller_queries.whole(business), number=number)
    return order


@member
@require_POST
def step(request: HttpRequest, business: Business, number: str, verb: str) -> HttpResponse:
    """Take a step that needs no words."""
    try:
        PLAIN[verb](order=_mine(business, number), actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("workspace:order", business.slug, number)


@member
@require_POST
def ship(request: HttpRequest, business: Business, number: str) -> HttpResponse:
    """Hand over some of the pieces, or all that are left."""
    order = _mine(business, number)
    form = HandOverForm(order, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            order = hand_over(
                order=order, actor=request.user, pieces=form.pieces(), seen=data["seen"],
                courier=data["courier"], tracking_number=data["tracking_number"],
            )  # fmt: skip
            messages.success(request, _("Kiriman tercatat. Pembeli mendapat kabar."))
            return redirect("workspace:order", business.slug, number)
        except DomainError as error:
            tell(form, error)
    order = _mine(business, number)
    # What was typed stays; what the person has now seen as handed over is what the page shows.
    form.data = {**request.POST.dict(), "seen": str(sum(line.shipped for line in order.lines.all()))}
    return show(request, order, status=400, hand_over=form)


@member
@require_POST
def cancel(request: HttpRequest, business: Business, number: str) -> HttpResponse:
    """Cancel with a reason; the money goes back by itself."""
    order = _mine(business, number)
    form = CancelForm(request.POST)
    if form.is_valid():
        try:
            cancel_order(order=order, actor=request.user, reason=form.why())
            messages.success(request, _("Pesanan dibatalkan. Dana pembeli dikembalikan."))
            return redirect("workspace:order", business.slug, number)
        except DomainError as error:
            tell(form, error)
    return show(request, _mine(business, number), status=400, cancel=form)

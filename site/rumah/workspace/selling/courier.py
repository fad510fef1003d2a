"""Booking a courier from the order's page: what it shows, and its two buttons."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from products.orders import seller_queries
from products.orders.basket import PricedLine
from products.orders.models import Order, Shipment
from products.orders.quotes import SERVICE, Rate, question
from products.orders.states import Delivery, Fulfilment, PaymentState
from products.orders.ways import settings_of
from products.shipping.book import FRESH, book, let_go
from products.shipping.carriers import carrier
from products.shipping.models import BookingState, CourierBooking
from products.shipping.rates import quote
from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.workspace.doors import member


@dataclass(frozen=True, slots=True)
class Courier:
    """What the page says of booking.

    `waits` has no answer yet, `unsent` was booked but not handed over, `strays` were booked after the seller let go of
    them; `rates` were asked for by the person.
    """

    can_book: bool = False
    waits: CourierBooking | None = None
    may_let_go: bool = False
    unsent: CourierBooking | None = None
    strays: list[CourierBooking] = field(default_factory=list)
    rates: list[Rate] | None = None
    is_silent: bool = False


def courier_of(order: Order, bookings: list[CourierBooking], *, asks: bool) -> Courier:
    """Return what the page of `order` says; with `asks` the carrier is asked for its rates, within its limit."""
    waits = next((one for one in bookings if one.state == BookingState.ASKED), None)
    unsent = next((one for one in bookings if one.state == BookingState.BOOKED and one.shipment_id is None), None)
    strays = [one for one in bookings if one.state == BookingState.DROPPED and one.carrier_id]
    can_book = waits is None and _may_book(order)
    rates, is_silent = _rates(order) if asks and can_book else (None, False)
    may_let_go = waits is not None and clock.now() - waits.asked_at >= FRESH
    return Courier(can_book, waits, may_let_go, unsent, strays, rates, is_silent)


def bookings_of(order: Order) -> list[CourierBooking]:
    """Return the order's bookings, newest first, in one query; none is read where no parcel travels."""
    return list(CourierBooking.objects.filter(order=order).order_by("-pk")) if order.delivery == Delivery.SHIP else []


def parcels(shipments: list[Shipment], bookings: list[CourierBooking]) -> list[tuple[Shipment, CourierBooking | None]]:
    """Return each shipment with the booking it travels under."""
    known = {one.shipment_id: one for one in bookings}
    return [(shipment, known.get(shipment.pk)) for shipment in shipments]


def _may_book(order: Order) -> bool:
    waiting = order.delivery == Delivery.SHIP and order.fulfilment == Fulfilment.TO_SHIP
    if not waiting or carrier() is None or order.purchase.payment_state == PaymentState.COD:
        return False
    return bool(order.courier_service) or settings_of(order.business).live_rates


def _rates(order: Order) -> tuple[list[Rate], bool]:
    left = [PricedLine(line.variant, line.left) for line in order.lines.all() if line.left]
    asked = question(order.business, left, destination=order.purchase.region_code)
    if asked is None:
        return [], False
    told = quote([asked])
    return told.rates.get(asked.key, []), told.is_silent


@member
@require_POST
def book_courier(request: HttpRequest, business: Business, number: str) -> HttpResponse:
    """Book the chosen courier for all that is left."""
    order = _mine(business, number)
    chosen = request.POST.get("kurir", "")
    try:
        if not SERVICE.fullmatch(chosen):
            raise DomainError(_("Pilih kurir yang akan menjemput paket."))
        courier, service = chosen.split("/")
        booked = book(order=order, actor=request.user, courier=courier, service=service)
        text = _("Kurir dipesan. Nomor resi: %(number)s.")
        messages.success(request, text % {"number": booked.tracking_number or _("menyusul")})
    except DomainError as error:
        for problem in error.problems:
            messages.error(request, str(problem.message))
    return redirect("workspace:order", business.slug, number)


@member
@require_POST
def let_courier_go(request: HttpRequest, business: Business, number: str, pk: int) -> HttpResponse:
    """Stop waiting for a booking's answer."""
    bookings: Any = CourierBooking.objects.filter(order=_mine(business, number))
    try:
        let_go(booking=get_object_or_404(bookings, pk=pk), actor=request.user)
        messages.success(request, _("Pemesanan dilepas. Anda dapat memesan kurir lagi atau mencatat resi sendiri."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("workspace:order", business.slug, number)


def _mine(business: Business, number: str) -> Order:
    order: Order = get_object_or_404(seller_queries.whole(business), number=number)
    return order

"""Book a courier for all that is left of an order, and hand it over under the number the carrier gave.

Three steps, none of which repeats the one before: write down what is asked for (so that a second press finds it), ask
the carrier outside every transaction, write down the answer and hand over.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.orders.hand_over import hand_over
from products.orders.models import Order, OrderLine
from products.orders.quotes import Item, is_postal_code, origin_of, postal_code_of
from products.orders.states import Delivery, Fulfilment, PaymentState
from products.shipping import cost
from products.shipping.carriers import carrier
from products.shipping.carriers.base import Booking, Carrier, Down, Party, Refused
from products.shipping.models import LIVE, BookingState, CourierBooking
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked, locked_one

# Within this time a press is taken for the second of two, later for one who waits for an answer.
FRESH = timedelta(minutes=1)


def book(*, order: Order, actor: Any, courier: str, service: str) -> Order:
    """Book and hand over; pressed twice, or by two at once, it books once and says so to the second.

    Raises DomainError without a carrier or a postal code and for an order paid at the door, Conflict in a state that
    does not allow it and while an earlier booking has no answer, Refused when the carrier says no, Down when it may
    have been booked there: its message then hands over, or the seller lets go of it.
    """
    chosen = carrier()
    if chosen is None:
        raise DomainError(_("Pemesanan kurir belum disiapkan di sini."))
    sender, receiver = _parties(order)
    booking, items = _claim(order, chosen, actor, courier, service)
    if booking.state == BookingState.ASKED:
        _ask(booking, chosen, sender, receiver, items)
    return finish(booking=booking, actor=actor)


def _parties(order: Order) -> tuple[Party, Party]:
    business, purchase = order.business, order.purchase
    origin, destination = origin_of(business), postal_code_of(purchase.region_code)
    problems = []
    if purchase.payment_state == PaymentState.COD:
        problems.append(Problem(_("Pesanan bayar di tempat tidak dapat dipesankan kurir dari sini.")))
    if not is_postal_code(origin):
        problems.append(Problem(_("Lengkapi kode pos usaha di profil.")))
    if not business.address:
        problems.append(Problem(_("Lengkapi alamat usaha di profil.")))
    if not is_postal_code(destination):
        problems.append(Problem(_("Kode pos pembeli tidak diketahui; kirim dengan nomor resi sendiri.")))
    if problems:
        raise DomainError(*problems)
    return (
        Party(business.name, business.phone, business.address, origin),
        Party(purchase.buyer_name, purchase.buyer_phone, purchase.address_snapshot, destination),
    )


def _claim(order: Order, chosen: Carrier, actor: Any, courier: str, service: str) -> tuple[CourierBooking, list[Item]]:
    """Write down what will be asked for. A booking that was made but not handed over is returned to be finished."""
    with transaction.atomic():
        row = locked_one(Order.objects.filter(pk=order.pk))
        if row.delivery != Delivery.SHIP or row.fulfilment != Fulfilment.TO_SHIP:
            raise Conflict(_("Pesanan ini tidak menunggu kurir."))
        lines = list(OrderLine.objects.filter(order=row).select_related("variant").order_by("pk"))
        seen = sum(line.shipped for line in lines)
        earlier = CourierBooking.objects.filter(order=row)
        there = earlier.filter(seen=seen, state__in=LIVE).first()
        if there is not None and there.state == BookingState.BOOKED:
            return there, []
        if there is not None:
            raise Conflict(_unanswered(there))
        reference = f"{row.number}-{earlier.count() + 1}"
        booking = CourierBooking.objects.create(
            order=row, reference=reference, carrier=chosen.code, courier=courier, service=service, seen=seen,
            pieces={str(line.pk): line.left for line in lines if line.left}, asked_at=clock.now(), asked_by=actor,
        )  # fmt: skip
        audit.record("shipping.ask", row, actor=actor, booking=booking.pk, reference=reference)
        return booking, [_item(line) for line in lines if line.left]


def _unanswered(there: CourierBooking) -> str:
    if clock.now() - there.asked_at < FRESH:
        return _("Kurir sedang dipesan. Tunggu sebentar, lalu muat ulang halaman ini.")
    return _("Pemesanan sebelumnya belum dijawab layanan kurir. Tunggu kabarnya, atau lepaskan dulu.")


def _item(line: OrderLine) -> Item:
    variant = line.variant
    return Item(
        line.product_name, line.unit_price, variant.weight, line.left, variant.length, variant.width, variant.height
    )


def _ask(booking: CourierBooking, chosen: Carrier, sender: Party, receiver: Party, items: list[Item]) -> None:
    try:
        said = chosen.book(
            reference=booking.reference, courier=booking.courier, service=booking.service, items=items,
            sender=sender, receiver=receiver,
        )  # fmt: skip
    except Refused:
        CourierBooking.objects.filter(pk=booking.pk, state=BookingState.ASKED).update(state=BookingState.REFUSED)
        raise
    except Down as error:
        text = _("Layanan kurir tidak menjawab; kurir mungkin sudah dipesan. Jangan pesan lagi sebelum ada kabar.")
        raise Down(text) from error
    answered(booking=booking, said=said)


def answered(*, booking: CourierBooking, said: Booking) -> None:
    """Write down what the carrier made of a booking. One that was let go of keeps its word, with the carrier's number.

    A row that has its answer already keeps it. What it costs goes into the books in a transaction of its own: the
    answer must stay whoever keeps the order at this moment.
    """
    with transaction.atomic():
        row = locked_one(CourierBooking.objects.filter(pk=booking.pk))
        if row.carrier_id is None:
            row.carrier_id, row.waybill, row.link, row.rupiah = said.id, said.waybill, said.link, said.rupiah
            if row.state != BookingState.DROPPED:
                row.state = BookingState.BOOKED
            row.save(update_fields=["carrier_id", "waybill", "link", "rupiah", "state"])
            audit.record(
                "shipping.booked", row.order, actor=row.asked_by, carrier=row.carrier, booking=said.id, state=row.state
            )  # fmt: skip
    cost.noted(booking_id=booking.pk)


def finish(*, booking: CourierBooking, actor: Any = None) -> Order:
    """Hand the booked pieces over; twice is once. Raises Conflict when the order has moved on since it was asked."""
    try:
        with transaction.atomic():
            order = locked_one(Order.objects.filter(pk=booking.order_id))
            row = locked(CourierBooking.objects.filter(pk=booking.pk))[0]
            if row.shipment_id is not None or row.state != BookingState.BOOKED:
                return order
            order = hand_over(
                order=order, actor=actor, pieces={int(pk): count for pk, count in row.pieces.items()}, seen=row.seen,
                courier=f"{row.courier.upper()} {row.service.upper()}", tracking_number=row.waybill,
                carrier=row.carrier, carrier_id=row.carrier_id,
            )  # fmt: skip
            row.shipment = order.shipments.get(carrier=row.carrier, carrier_id=row.carrier_id)
            row.save(update_fields=["shipment"])
            return order
    except Conflict as error:
        if _still_waits(booking):
            raise
        text = _("Kurir sudah dipesan, tetapi pesanan ini berubah sementara itu. Batalkan kurirnya lewat petugas.")
        raise Conflict(text) from error


def _still_waits(booking: CourierBooking) -> bool:
    """Whether the order is as it was when its courier was asked for: then somebody only held it for a moment."""
    order = Order.objects.prefetch_related("lines").get(pk=booking.order_id)
    return order.fulfilment == Fulfilment.TO_SHIP and sum(line.shipped for line in order.lines.all()) == booking.seen


def let_go(*, booking: CourierBooking, actor: Any) -> None:
    """Give up waiting for an answer, so that the parcel can be booked again or sent otherwise.

    If the carrier did book it, its message is still written down. Raises Conflict within a minute of asking.
    """
    with transaction.atomic():
        row = locked_one(CourierBooking.objects.filter(pk=booking.pk))
        if row.state != BookingState.ASKED:
            return
        if clock.now() - row.asked_at < FRESH:
            raise Conflict(_unanswered(row))
        row.state = BookingState.DROPPED
        row.save(update_fields=["state"])
        audit.record("shipping.let_go", row.order, actor=actor, booking=row.pk)

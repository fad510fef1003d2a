"""Book a courier for all that is left of an order, and hand it over under the number the carrier gave."""

from typing import Any

from django.utils.translation import gettext as _

from products.orders.hand_over import hand_over
from products.orders.models import Order, OrderLine
from products.orders.states import Delivery, Fulfilment
from products.shipping.carriers import carrier
from products.shipping.carriers.base import Booking, Carrier, Item, Party
from products.shipping.rates import is_postal_code, postal_code_of
from rumah.core import audit
from rumah.core.errors import Conflict, DomainError, Problem


def book(*, order: Order, actor: Any, courier: str, service: str) -> Order:
    """Book and hand over. The carrier is asked outside the transaction; its booking is in the trail before the rest.

    Raises DomainError without a carrier or a postal code, Conflict in a state that does not allow it, Down or Refused.
    """
    chosen = carrier()
    if chosen is None:
        raise DomainError(_("Pemesanan kurir belum disiapkan di sini."))
    if order.delivery != Delivery.SHIP or order.fulfilment != Fulfilment.TO_SHIP:
        raise Conflict(_("Pesanan ini tidak menunggu kurir."))
    lines = list(order.lines.select_related("variant").order_by("pk"))
    pieces = {line.pk: line.left for line in lines if line.left}
    seen = sum(line.shipped for line in lines)
    booking = _booked(chosen, order, lines, reference=f"{order.number}-{seen}", courier=courier, service=service)
    audit.record("shipping.booked", order, actor=actor, carrier=chosen.code, booking=booking.id)
    return hand_over(
        order=order, actor=actor, pieces=pieces, seen=seen, courier=f"{courier.upper()} {service.upper()}",
        tracking_number=booking.waybill, carrier=chosen.code, carrier_id=booking.id,
    )  # fmt: skip


def _booked(
    chosen: Carrier, order: Order, lines: list[OrderLine], *, reference: str, courier: str, service: str
) -> Booking:
    business, purchase = order.business, order.purchase
    origin = business.postal_code or postal_code_of(business.region_code)
    destination = postal_code_of(purchase.region_code)
    problems = []
    if not is_postal_code(origin):
        problems.append(Problem(_("Lengkapi kode pos usaha di profil.")))
    if not is_postal_code(destination):
        problems.append(Problem(_("Kode pos pembeli tidak diketahui; kirim dengan nomor resi sendiri.")))
    if problems:
        raise DomainError(*problems)
    items = [
        Item(line.product_name, line.unit_price, line.variant.weight, line.left, line.variant.length,
             line.variant.width, line.variant.height)
        for line in lines if line.left
    ]  # fmt: skip
    return chosen.book(
        reference=reference, courier=courier, service=service, items=items,
        sender=Party(business.name, business.phone, business.address, origin),
        receiver=Party(purchase.buyer_name, purchase.buyer_phone, purchase.address_snapshot, destination),
    )  # fmt: skip

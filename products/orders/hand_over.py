"""Hand pieces of an order over: to a courier, to the buyer's door, or to the pickup desk. Some of them, or the rest."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from products.orders import messages
from products.orders.models import Order, OrderLine, Shipment, ShipmentLine
from products.orders.states import Delivery, Fulfilment
from products.orders.transition import move_order
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked, locked_one
from rumah.core.text import clean_line


def hand_over(
    *,
    order: Order,
    actor: Any,
    pieces: Mapping[int, int] | None = None,
    courier: str = "",
    tracking_number: str = "",
    seen: int | None = None,
    carrier: str = "",
    carrier_id: str | None = None,
) -> Order:
    """Hand over `pieces` (line id → number; None for all that is left) and return the order.

    With the last piece the order is shipped; before that it stays with the seller, shipped in part. `seen` is how many
    pieces the person saw as handed over: a form sent twice is refused the second time. Raises DomainError (fields
    `courier`, `pieces.<line id>`) and Conflict when more would leave than was ordered, or the state does not allow it.
    """
    courier, tracking = clean_line(courier)[:40], clean_line(tracking_number)[:60]
    if order.delivery == Delivery.SHIP and not courier:
        raise DomainError(Problem(_("Tulis nama kurir yang membawa paket."), "courier"))
    by_hand = _("diantar penjual") if order.delivery == Delivery.OWN else _("ambil sendiri")
    with transaction.atomic():
        row = locked_one(Order.objects.filter(pk=order.pk).select_related("purchase"))
        if row.fulfilment == Fulfilment.SHIPPED and pieces is None:
            return row
        if row.fulfilment != Fulfilment.TO_SHIP:
            text = _("Pesanan ini sekarang %(state)s, jadi hal itu tidak bisa dilakukan.")
            raise Conflict(text % {"state": row.get_fulfilment_display()})
        lines = locked(OrderLine.objects.filter(order=row))
        if seen is not None and seen != sum(line.shipped for line in lines):
            raise Conflict(_("Kiriman ini baru saja dicatat. Periksa sisanya sebelum mengirim lagi."))
        chosen = _chosen(lines, pieces)
        shipment = Shipment.objects.create(
            order=row, courier=courier or by_hand, tracking_number=tracking, shipped_at=clock.now(),
            carrier=carrier, carrier_id=carrier_id,
        )  # fmt: skip
        _take(shipment, chosen)
        _close(row, shipment, lines, chosen, actor)
        return row


def _chosen(lines: list[OrderLine], pieces: Mapping[int, int] | None) -> dict[int, int]:
    """Return what leaves now, or say for every line what is wrong."""
    left = {line.pk: line.left for line in lines}
    if pieces is None:
        return {pk: count for pk, count in left.items() if count}
    problems = [
        Problem(_("Paling banyak %(left)d buah.") % {"left": left.get(pk, 0)}, f"pieces.{pk}", "short")
        for pk, count in pieces.items()
        if not 0 <= count <= left.get(pk, 0)
    ]
    if problems:
        raise Conflict(*problems)
    chosen = {pk: count for pk, count in sorted(pieces.items()) if count}
    if not chosen:
        raise DomainError(Problem(_("Pilih sedikitnya satu barang untuk dikirim."), "pieces"))
    return chosen


def _take(shipment: Shipment, chosen: Mapping[int, int]) -> None:
    for pk, count in chosen.items():
        # The guard once more in the write; the CHECK stands behind it.
        room = OrderLine.objects.filter(pk=pk, shipped__lte=F("quantity") - count)
        if not room.update(shipped=F("shipped") + count):
            raise Conflict(_("Barang ini sudah dikirim."))
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, line_id=pk, quantity=count) for pk, count in chosen.items()
    )


def _close(order: Order, shipment: Shipment, lines: list[OrderLine], chosen: Mapping[int, int], actor: Any) -> None:
    order.courier, order.tracking_number = shipment.courier, shipment.tracking_number
    if all(line.left == chosen.get(line.pk, 0) for line in lines):
        move_order(order, Fulfilment.SHIPPED, actor=actor, shipment=shipment.pk)
        messages.moved(order)
        return
    order.save(update_fields=["courier", "tracking_number"])
    audit.record("orders.shipped_in_part", order, actor=actor, shipment=shipment.pk, pieces=sum(chosen.values()))
    messages.shipped_in_part(order, shipment)

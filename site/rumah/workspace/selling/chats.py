"""What a seller may want to write to the buyer now: WhatsApp messages ready to send, in the buyer's language."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from products.orders.models import Order
from products.orders.states import Delivery, Fulfilment
from rumah.core.phone import whatsapp_link

PLAIN = "plain"
# What the seller reads, and what the buyer will; every text carries the number of the order.
MESSAGES = {
    "new": (gettext_lazy("pesanan diterima"), gettext_noop(
        "Halo %(name)s, kami dari %(shop)s. Terima kasih, pesanan %(number)s sudah kami terima dan kami siapkan.")),
    "packed": (gettext_lazy("sudah dikemas"), gettext_noop(
        "Halo %(name)s, pesanan %(number)s dari %(shop)s sudah dikemas dan segera dikirim.")),
    "packed_pickup": (gettext_lazy("sudah dikemas"), gettext_noop(
        "Halo %(name)s, pesanan %(number)s dari %(shop)s sudah dikemas. Kami kabari begitu dapat diambil.")),
    "delayed": (gettext_lazy("terlambat"), gettext_noop(
        "Halo %(name)s, maaf, pesanan %(number)s dari %(shop)s terlambat. Kami kabari lagi begitu siap.")),
    "shipped": (gettext_lazy("sudah dikirim"), gettext_noop(
        "Halo %(name)s, pesanan %(number)s dari %(shop)s sudah dikirim dengan %(courier)s.")),
    "tracked": (gettext_lazy("sudah dikirim, dengan nomor resi"), gettext_noop(
        "Halo %(name)s, pesanan %(number)s dari %(shop)s sudah dikirim dengan %(courier)s, nomor resi %(tracking)s.")),
    "brought": (gettext_lazy("sedang diantar"), gettext_noop(
        "Halo %(name)s, pesanan %(number)s dari %(shop)s sedang kami antar ke alamat Anda.")),
    "pickup": (gettext_lazy("siap diambil"), gettext_noop(
        "Halo %(name)s, pesanan %(number)s dari %(shop)s siap diambil di Rumah Kreatif. Sebutkan nomor pesanan ini.")),
    "complaint": (gettext_lazy("menjawab keluhan"), gettext_noop(
        "Halo %(name)s, kami dari %(shop)s sudah membaca keluhan tentang pesanan %(number)s. Maaf atas masalah ini; "
        "kami bantu sampai selesai.")),
    "thanks": (gettext_lazy("terima kasih"), gettext_noop(
        "Halo %(name)s, terima kasih sudah berbelanja di %(shop)s (pesanan %(number)s). Kami senang bila Anda menulis "
        "ulasan.")),
    PLAIN: (gettext_lazy("hal lain"), gettext_noop(
        "Halo %(name)s, kami dari %(shop)s tentang pesanan %(number)s.")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chat:
    """A message: what it is about, for the seller, and the link that opens it."""

    label: str
    link: str


def chats_for(order: Order) -> list[Chat]:
    """Return the messages that make sense now, the likeliest first; reads `order.shipments` as it was loaded."""
    shipments = list(order.shipments.all())
    parcel = shipments[-1] if shipments else order
    facts = {
        "name": order.purchase.buyer_name, "shop": order.business.name, "number": order.number,
        "courier": parcel.courier, "tracking": parcel.tracking_number,
    }  # fmt: skip
    chats = []
    sent = _sent(order, has_number=bool(parcel.tracking_number), has_courier=bool(parcel.courier))
    for key in _fitting(order, sent if shipments or order.fulfilment == Fulfilment.SHIPPED else ""):
        label, text = MESSAGES[key]
        with translation.override(order.purchase.language):
            said = _(text) % facts
        chats.append(Chat(str(label), whatsapp_link(order.purchase.buyer_phone, said)))
    return chats


def _fitting(order: Order, sent: str) -> list[str]:
    state = order.fulfilment
    keys = ["complaint"] if order.held_by_dispute else []
    if state == Fulfilment.TO_ACCEPT:
        keys += ["new", "delayed"]
    elif state == Fulfilment.TO_SHIP:
        packed = "packed_pickup" if order.delivery == Delivery.PICKUP else "packed"
        keys += [sent or (packed if order.packed_at else "new"), "delayed"]
    elif state == Fulfilment.SHIPPED:
        keys += [sent] if order.delivery == Delivery.PICKUP else [sent, "delayed"]
    elif state == Fulfilment.COMPLETED:
        keys += ["thanks"]
    return [*keys, PLAIN]


def _sent(order: Order, *, has_number: bool, has_courier: bool) -> str:
    if order.delivery == Delivery.PICKUP:
        return "pickup"
    if order.delivery == Delivery.OWN or not has_courier:
        return "brought"
    return "tracked" if has_number else "shipped"

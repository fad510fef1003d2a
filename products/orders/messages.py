"""What buyers and sellers are told, in the language the buyer chose; written with the change, sent by the worker."""

from django.utils import translation
from django.utils.translation import gettext as _

from products.orders.links import purchase_url, seller_url
from products.orders.models import Order, Purchase, Shipment
from products.orders.states import PaymentState
from rumah.core import clock, outbox
from rumah.core.money import format_rupiah


def _tell_buyer(purchase: Purchase, event: str, subject: str, body: str) -> None:
    channel, to = ("email", purchase.buyer_email) if purchase.buyer_email else ("whatsapp", purchase.buyer_phone)
    outbox.queue(
        channel=channel, to=to, subject=subject, body=f"{body}\n\n{purchase_url(purchase)}",
        dedupe_key=f"purchase:{purchase.pk}:{event}",
    )  # fmt: skip


def placed(purchase: Purchase) -> None:
    """Confirm the purchase and say until when it waits for payment, or that cash is paid at the door."""
    if purchase.payment_state == PaymentState.COD:
        _placed_for_cash(purchase)
        return
    with translation.override(purchase.language):
        until = clock.local(purchase.expires_at)
        text = _("Pembelian %(number)s sebesar %(total)s kami terima. Bayar sebelum pukul %(time)s WIB.")
        facts = {"number": purchase.number, "total": format_rupiah(purchase.total), "time": f"{until:%H.%M}"}
        _tell_buyer(purchase, "placed", _("Pembelian %(number)s") % facts, text % facts)


def _placed_for_cash(purchase: Purchase) -> None:
    with translation.override(purchase.language):
        facts = {"number": purchase.number, "total": format_rupiah(purchase.total)}
        text = _("Pembelian %(number)s kami terima. Siapkan %(total)s tunai saat barang tiba.") % facts
        _tell_buyer(purchase, "placed", _("Pembelian %(number)s") % facts, text)


def called_off(order: Order, reason: str) -> None:
    """Tell the buyer that a seller's order is off, and why."""
    purchase = order.purchase
    with translation.override(purchase.language):
        facts = {"number": order.number, "reason": reason}
        text = _("Pesanan %(number)s dibatalkan: %(reason)s. Tidak ada yang perlu dibayar untuk pesanan ini.") % facts
        _tell_buyer(purchase, f"order:{order.pk}:off", _("Pesanan %(number)s dibatalkan") % facts, text)


def tell_sellers(orders: list[Order]) -> None:
    """Tell each seller of a new order."""
    with translation.override("id"):
        for order in orders:
            to_seller(order, "new", _("Pesanan baru %(number)s. Terima pesanan ini lewat tautan berikut."))


def paid(purchase: Purchase, orders: list[Order]) -> None:
    """Thank the buyer, and tell each seller what to do."""
    with translation.override(purchase.language):
        facts = {"number": purchase.number, "total": format_rupiah(purchase.total)}
        text = _("Pembayaran %(total)s untuk %(number)s sudah kami terima. Penjual menyiapkan pesanan Anda.")
        _tell_buyer(purchase, "paid", _("Pembayaran diterima: %(number)s") % facts, text % facts)
    tell_sellers(orders)


def to_seller(order: Order, event: str, text: str) -> None:
    """Tell the seller of an order, with the way to it; `text` may use %(number)s."""
    business, facts = order.business, {"number": order.number}
    channel, to = ("email", business.email) if business.email else ("whatsapp", business.phone)
    outbox.queue(
        channel=channel, to=to, subject=_("Pesanan %(number)s") % facts, body=f"{text % facts}\n\n{seller_url(order)}",
        dedupe_key=f"order:{order.pk}:{event}:seller",
    )  # fmt: skip


def expired(purchase: Purchase) -> None:
    """Say that the time is over and that no money was taken."""
    with translation.override(purchase.language):
        facts = {"number": purchase.number}
        text = _("Waktu bayar %(number)s sudah lewat. Belum ada uang yang diambil; Anda dapat memesan lagi.")
        _tell_buyer(purchase, "expired", _("Waktu bayar habis: %(number)s") % facts, text % facts)


def refund_due(purchase: Purchase) -> None:
    """Say that the money came too late and goes back."""
    with translation.override(purchase.language):
        facts = {"number": purchase.number, "total": format_rupiah(purchase.total)}
        text = _("Pembayaran %(total)s untuk %(number)s tiba setelah stok habis. Petugas mengembalikan dana Anda.")
        _tell_buyer(purchase, "refund_due", _("Dana dikembalikan: %(number)s") % facts, text % facts)


def moved(order: Order) -> None:
    """Tell the buyer where the goods of one seller are now."""
    purchase = order.purchase
    with translation.override(purchase.language):
        facts = {"number": order.number, "state": order.get_fulfilment_display()}
        text = _("Pesanan %(number)s: %(state)s.") % facts
        if order.tracking_number:
            text += " " + _("Nomor resi %(courier)s: %(tracking)s.") % {
                "courier": order.courier,
                "tracking": order.tracking_number,
            }
        _tell_buyer(purchase, f"order:{order.pk}:{order.fulfilment}", _("Pesanan %(number)s") % facts, text)


def shipped_in_part(order: Order, shipment: Shipment) -> None:
    """Tell the buyer that some of the pieces are on their way and the rest will follow."""
    purchase = order.purchase
    with translation.override(purchase.language):
        facts = {"number": order.number, "courier": shipment.courier, "tracking": shipment.tracking_number or "-"}
        text = _("Sebagian barang pesanan %(number)s sudah dikirim; sisanya menyusul.") % facts
        text += " " + _("Nomor resi %(courier)s: %(tracking)s.") % facts
        _tell_buyer(purchase, f"shipment:{shipment.pk}", _("Pesanan %(number)s dikirim sebagian") % facts, text)

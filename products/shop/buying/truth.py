"""What an order page says about the money and the goods, in one sentence that is always true."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from products.orders.models import Order, Purchase
from products.orders.states import Fulfilment
from rumah.core import clock


@dataclass(frozen=True, slots=True)
class Truth:
    """`kind` colours the notice (ok, warn, bad, info); `left` is the time to pay in words, empty when it is over."""

    kind: str
    title: str
    text: str
    left: str = ""
    can_pay: bool = False


def truth(purchase: Purchase, code: str, orders: Iterable[Order] = ()) -> Truth:
    """Return what to say for a payment status `code` of products.payments.queries and where the goods are."""
    if code in {"awaiting", "failed"}:
        return _open(purchase, failed=code == "failed")
    if code in {"paid", "cod"} and (told := _goods({part.fulfilment for part in orders}, is_cash=code == "cod")):
        return told
    said = {
        "paid": ("ok", _("Dibayar"), _("Pembayaran sudah kami terima. Penjual menyiapkan pesanan Anda.")),
        "cod": (
            "ok",
            _("Dipesan, bayar di tempat"),
            _("Siapkan uang tunai saat barang tiba. Penjual menyiapkan pesanan Anda."),
        ),
        "expired": ("warn", _("Waktu bayar habis"), _("Belum ada uang yang diambil. Anda dapat memesan lagi.")),
        "cancelled": ("info", _("Dibatalkan"), _("Pembelian ini dibatalkan. Belum ada uang yang diambil.")),
        "refund_due": (
            "warn",
            _("Dana akan dikembalikan"),
            _("Pembayaran tiba setelah pembelian ini berakhir. Petugas mengembalikan dana Anda."),
        ),
        "refunded": (
            "info",
            _("Dana sudah dikembalikan"),
            _("Pembayaran tiba setelah pembelian ini berakhir. Dananya sudah kembali kepada Anda."),
        ),
        "withdrawn": (
            "warn",
            _("Pembayaran ditarik kembali"),
            _("Bank atau penyedia pembayaran menarik kembali pembayaran ini. Petugas kami menghubungi Anda."),
        ),
        "review": (
            "warn",
            _("Perlu ditinjau"),
            _("Ada uang yang masuk tetapi belum cocok. Petugas sedang memeriksanya; jangan bayar lagi."),
        ),
    }
    return Truth(*said.get(code, said["review"]))


def _goods(states: set[str], *, is_cash: bool) -> Truth | None:
    """Return what to say once every seller is done with the packing; None before that."""
    going = states - {Fulfilment.CANCELLED}
    if states and not going:
        if is_cash:
            return Truth("info", _("Dibatalkan"), _("Pembelian ini dibatalkan. Belum ada uang yang diambil."))
        return Truth("info", _("Dibatalkan"), _("Pesanan ini dibatalkan. Uang yang sudah dibayar kembali kepada Anda."))
    if going == {Fulfilment.COMPLETED}:
        return Truth("ok", _("Selesai"), _("Semua barang sudah diterima. Terima kasih sudah berbelanja."))
    if going and going <= {Fulfilment.SHIPPED, Fulfilment.COMPLETED}:
        if is_cash:
            text = _("Barang sudah dikirim atau siap diambil. Siapkan uang tunai.")
        else:
            text = _("Barang sudah dikirim atau siap diambil.")
        return Truth("ok", _("Dalam perjalanan"), text)
    return None


def _open(purchase: Purchase, *, failed: bool) -> Truth:
    left = time_left(purchase.expires_at)
    if not left:
        text = _("Waktu bayar sudah lewat. Kami sedang memeriksa apakah ada pembayaran yang masuk.")
        return Truth("warn", _("Menunggu kepastian"), text)
    if failed:
        text = _("Pembayaran belum berhasil dan belum ada uang yang diambil. Silakan coba lagi.")
        return Truth("bad", _("Pembayaran gagal"), text, left, can_pay=True)
    return Truth(
        "warn", _("Menunggu pembayaran"), _("Stok kami simpan untuk Anda sampai batas waktu."), left, can_pay=True
    )


def time_left(until: datetime) -> str:
    """Return the time until `until` in hours and minutes, rounded up; empty when it has passed."""
    minutes = ceil((until - clock.now()).total_seconds() / 60)
    if minutes <= 0:
        return ""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(n)d jam", "%(n)d jam", hours) % {"n": hours})
    if rest:
        parts.append(ngettext("%(n)d menit", "%(n)d menit", rest) % {"n": rest})
    return " ".join(parts)

"""What an order page says about the money, in one sentence that is always true."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from products.orders.models import Purchase
from rumah.core import clock


@dataclass(frozen=True, slots=True)
class Truth:
    """`kind` colours the notice (ok, warn, bad, info); `left` is the time to pay in words, empty when it is over."""

    kind: str
    title: str
    text: str
    left: str = ""
    can_pay: bool = False


def truth(purchase: Purchase, code: str) -> Truth:
    """Return what to say for a payment status `code` of products.payments.queries."""
    if code in {"awaiting", "failed"}:
        return _open(purchase, failed=code == "failed")
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

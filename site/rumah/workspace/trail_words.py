"""The trail in plain words: what each code says, and the few figures beside it that its people may read."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.orders.states import Fulfilment
from products.readiness.states import Level
from rumah.businesses.mending import labels
from rumah.businesses.states import PermitKind, Role
from rumah.core.models import AuditEntry

SAID: dict[str, str | Promise] = {
    "businesses.register": gettext_lazy("Memulai usaha"),
    "businesses.profile": gettext_lazy("Mengubah profil usaha"),
    "businesses.reword": gettext_lazy("Mengubah kalimat singkat atau cerita usaha"),
    "businesses.edit": gettext_lazy("Petugas mengubah data usaha"),
    "businesses.tags": gettext_lazy("Mengubah tag usaha"),
    "businesses.discard_draft": gettext_lazy("Membuang draf kata-kata usaha"),
    "businesses.submit": gettext_lazy("Mengajukan usaha untuk ditinjau"),
    "businesses.verify": gettext_lazy("Memverifikasi usaha"),
    "businesses.send_back": gettext_lazy("Mengembalikan pengajuan untuk diperbaiki"),
    "businesses.suspend": gettext_lazy("Menangguhkan usaha"),
    "reporting.asked": gettext_lazy("Petugas meminta produk diperbaiki"),
    "reporting.dismissed": gettext_lazy("Petugas menutup laporan tentang produk"),
    "reporting.hidden": gettext_lazy("Petugas menahan produk karena laporan"),
    "reporting.report": gettext_lazy("Produk dilaporkan pengunjung"),
    "verification.gone": gettext_lazy("Pengajuan keluar dari antrean"),
    "verification.release": gettext_lazy("Petugas mengembalikan pengajuan ke antrean"),
    "verification.take": gettext_lazy("Petugas mulai memeriksa pengajuan"),
    "businesses.reinstate": gettext_lazy("Mengaktifkan usaha kembali"),
    "businesses.permit_added": gettext_lazy("Menambah izin"),
    "businesses.permit_removed": gettext_lazy("Menghapus izin"),
    "businesses.permit_seen": gettext_lazy("Petugas membuka berkas izin"),
    "businesses.permit_checked": gettext_lazy("Memeriksa izin"),
    "businesses.invited": gettext_lazy("Mengundang orang"),
    "businesses.invitation_withdrawn": gettext_lazy("Menarik undangan"),
    "businesses.invitation_declined": gettext_lazy("Menolak undangan"),
    "businesses.companion_added": gettext_lazy("Menambah pendamping"),
    "businesses.joined": gettext_lazy("Bergabung"),
    "businesses.member_removed": gettext_lazy("Mengeluarkan orang"),
    "businesses.member_left": gettext_lazy("Keluar dari usaha"),
    "registry.keep_numbers": gettext_lazy("Mengisi NIK atau NPWP"),
    "registry.forget_numbers": gettext_lazy("Menghapus NIK dan NPWP"),
    "registry.read_number": gettext_lazy("Petugas membaca NIK atau NPWP Anda"),
    "businesses.preview_opened": gettext_lazy("Membuat tautan pratinjau"),
    "businesses.preview_closed": gettext_lazy("Menutup tautan pratinjau"),
    "catalogue.create": gettext_lazy("Menambah produk"),
    "catalogue.change": gettext_lazy("Mengubah produk"),
    "catalogue.copy": gettext_lazy("Menyalin produk"),
    "catalogue.describe": gettext_lazy("Mengubah rincian produk"),
    "catalogue.write_table": gettext_lazy("Mengubah varian"),
    "catalogue.reshape_photo": gettext_lazy("Mengubah potongan foto"),
    "catalogue.ask_cutout": gettext_lazy("Meminta foto berlatar putih"),
    "catalogue.edit": gettext_lazy("Petugas mengubah produk"),
    "catalogue.reword": gettext_lazy("Mengubah kata-kata produk"),
    "catalogue.move": gettext_lazy("Mengubah status produk"),
    "catalogue.suspend": gettext_lazy("Menahan produk"),
    "catalogue.release": gettext_lazy("Melepas produk yang ditahan"),
    "catalogue.add_variant": gettext_lazy("Menambah varian"),
    "catalogue.change_variant": gettext_lazy("Mengubah varian"),
    "catalogue.switch_variant": gettext_lazy("Menyalakan atau mematikan varian"),
    "catalogue.show_variant": gettext_lazy("Memilih foto varian"),
    "catalogue.add_photo": gettext_lazy("Menambah foto produk"),
    "catalogue.remove_photo": gettext_lazy("Menghapus foto produk"),
    "catalogue.photo_back": gettext_lazy("Mengembalikan foto produk"),
    "catalogue.describe_photo": gettext_lazy("Menulis keterangan foto"),
    "catalogue.put_first": gettext_lazy("Mengurutkan foto"),
    "catalogue.move_up": gettext_lazy("Mengurutkan foto"),
    "stock.set": gettext_lazy("Mengubah stok"),
    "stock.change_many": gettext_lazy("Mengubah banyak produk sekaligus"),
    "stock.low_at": gettext_lazy("Mengubah batas stok menipis"),
    "intake.upload": gettext_lazy("Mengunggah lembar produk"),
    "intake.correct": gettext_lazy("Memperbaiki lembar produk"),
    "intake.confirm": gettext_lazy("Menyetujui impor produk"),
    "intake.import": gettext_lazy("Mengimpor produk"),
    "labels.kept": gettext_lazy("Mengubah data label"),
    "labels.rule": gettext_lazy("Petugas mengubah aturan label"),
    "labels.rule_added": gettext_lazy("Petugas menambah aturan label"),
    "campaigns.make": gettext_lazy("Membuat tautan pendek"),
    "campaigns.stop": gettext_lazy("Mematikan tautan pendek"),
    "promo.ask": gettext_lazy("Meminta paket promosi"),
    "promo.colours": gettext_lazy("Memilih warna paket promosi"),
    "orders.fulfilment": gettext_lazy("Memindahkan pesanan"),
    "orders.pack": gettext_lazy("Mengemas pesanan"),
    "orders.shipped_in_part": gettext_lazy("Mengirim sebagian pesanan"),
    "orders.cash": gettext_lazy("Menerima uang tunai pesanan"),
    "orders.delivery": gettext_lazy("Mengubah pengiriman"),
    "orders.voucher": gettext_lazy("Membuat voucher"),
    "orders.voucher_edit": gettext_lazy("Petugas mengubah voucher"),
    "orders.voucher_stop": gettext_lazy("Menghentikan voucher"),
    "orders.dispute_hold": gettext_lazy("Menahan pesanan karena keluhan"),
    "orders.dispute_unhold": gettext_lazy("Melepas pesanan yang ditahan"),
    "shipping.ask": gettext_lazy("Memesan kurir"),
    "shipping.let_go": gettext_lazy("Melepas kurir"),
    "shipping.tracked": gettext_lazy("Kurir mengirim kabar"),
    "care.review": gettext_lazy("Menulis ulasan"),
    "care.answer_review": gettext_lazy("Menjawab ulasan"),
    "care.hide_review": gettext_lazy("Menyembunyikan ulasan"),
    "care.unhide_review": gettext_lazy("Menampilkan ulasan lagi"),
    "care.complain": gettext_lazy("Mengajukan keluhan"),
    "payments.earn": gettext_lazy("Mencatat hasil penjualan"),
    "payouts.account": gettext_lazy("Mengubah rekening"),
    "payouts.account_confirmed": gettext_lazy("Memeriksa rekening"),
    "payouts.batch": gettext_lazy("Menyiapkan pencairan"),
    "payouts.paid": gettext_lazy("Mencairkan uang"),
    "readiness.answer": gettext_lazy("Menjawab butir naik kelas"),
    "readiness.evidence_opened": gettext_lazy("Petugas membuka bukti naik kelas"),
    "readiness.assess": gettext_lazy("Menghitung nilai naik kelas"),
    "sessions.book": gettext_lazy("Memesan pendampingan"),
    "sessions.cancel": gettext_lazy("Membatalkan pendampingan"),
    "results.approve": gettext_lazy("Menyetujui hasil pendampingan"),
    "results.undo": gettext_lazy("Mengurungkan hasil pendampingan"),
}  # fmt: skip
Data = Mapping[str, Any]


def said(verb: str) -> str:
    """Return a code in plain words; one without words of its own says that something else changed, by its room."""
    room = ROOMS.get(verb.split(".", 1)[0], _("Lainnya"))
    return str(SAID.get(verb) or _("Perubahan lain (%(room)s)") % {"room": room})


ROOMS: dict[str, str | Promise] = {
    "registry": gettext_lazy("usaha"),
    "catalogue": gettext_lazy("produk"), "stock": gettext_lazy("stok"), "orders": gettext_lazy("pesanan"),
    "payments": gettext_lazy("pembayaran"), "payouts": gettext_lazy("pencairan"), "care": gettext_lazy("pembeli"),
    "shipping": gettext_lazy("kurir"), "sessions": gettext_lazy("pendampingan"),
    "journal": gettext_lazy("pendampingan"), "results": gettext_lazy("hasil pendampingan"),
    "businesses": gettext_lazy("usaha"), "events": gettext_lazy("acara"),
}  # fmt: skip


def detail(entry: AuditEntry) -> str:
    """Return the figures of an entry that may be read: never a number of an account, a permit or a contact whole."""
    show = DETAILS.get(entry.verb)
    return show(entry.data) if show else ""


def _fields(data: Data) -> str:
    known = labels()
    return ", ".join(known.get(name, name) for name in data.get("fields", ()))


def _fulfilment(data: Data) -> str:
    after = data.get("after")
    return str(Fulfilment(after).label) if after in Fulfilment.values else ""


def _stock(data: Data) -> str:
    return f"{data.get('before')} → {data.get('after')}"


def _role(data: Data) -> str:
    role = data.get("role")
    words = [str(Role(role).label)] if role in Role.values else []
    return ", ".join([*words, *(str(data[name]) for name in ("contact", "name") if data.get(name))])


def _kind(data: Data) -> str:
    kind = data.get("kind")
    return str(PermitKind(kind).label) if kind in PermitKind.values else ""


def _score(data: Data) -> str:
    level, low = data.get("level"), data.get("falls_to")
    if level not in Level.values:
        return ""
    fall = [_("akan turun menjadi %(low)s") % {"low": low}] if low is not None else []
    return " · ".join([str(data.get("shown")), str(Level(level).label), *fall])


DETAILS: dict[str, Callable[[Data], str]] = {
    "businesses.profile": _fields, "businesses.edit": _fields, "orders.fulfilment": _fulfilment, "stock.set": _stock,
    "businesses.invited": _role, "businesses.joined": _role, "businesses.member_removed": _role,
    "businesses.member_left": _role, "businesses.permit_added": _kind, "businesses.permit_removed": _kind,
    "readiness.assess": _score,
}  # fmt: skip

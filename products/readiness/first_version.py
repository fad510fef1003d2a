"""Version 1 of the rubric. Source: the house's own open list; there is no official measure of *naik kelas*.

What stands here has been counted with and stays as it is: other rules are another module and another version.
"""

from datetime import date
from typing import NamedTuple

from products.readiness.states import Group, Level

VERSION = 1
VALID_FROM = date(2026, 1, 1)
LEVELS = [
    (0, Level.PIONEER), (30, Level.MODERN), (50, Level.DIGITAL), (70, Level.ONLINE), (85, Level.GLOBAL),
]  # fmt: skip


class Item(NamedTuple):
    """One item; `form` is a page of Toko saya, `service` the slug of a service."""

    code: str
    group: Group
    points: int
    question: str
    question_en: str
    seen: str
    seen_en: str
    is_asked: bool = False
    form: str = ""
    service: str = ""


PACKAGING, PHOTO, MARKETING = "desain-kemasan", "foto-produk", "pemasaran-digital"
ITEMS = (
    Item(
        "nib", Group.LEGAL, 6, "Usaha memiliki NIB", "The business has an NIB",
        "NIB tercatat di Izin usaha dan masih berlaku.", "An NIB is among the permits and still valid.", form="permits",
    ),
    Item(
        "distribution", Group.LEGAL, 6, "Produk memiliki izin edar", "Products have a distribution permit",
        "P-IRT atau BPOM MD tercatat dan masih berlaku. Tidak berlaku untuk usaha yang bukan pangan.",
        "A P-IRT or BPOM MD permit is on file and valid. Does not apply to businesses without food.", form="permits",
    ),
    Item(
        "halal", Group.LEGAL, 5, "Produk bersertifikat halal", "Products are halal certified",
        "Sertifikat halal tercatat dan masih berlaku. Tidak berlaku untuk usaha yang bukan pangan.",
        "A halal certificate is on file and valid. Does not apply to businesses without food.", form="permits",
    ),
    Item(
        "mark", Group.LEGAL, 3, "Merek terdaftar", "The trade mark is registered",
        "Merek tercatat. Nomor permohonan (DID) dihitung sebagian.",
        "A trade mark is on file. A number of application (DID) counts in part.", form="permits",
    ),
    Item(
        "label", Group.PRODUCT, 8, "Label memuat semua keterangan wajib", "Labels carry all that is required",
        "Daftar periksa label tiap produk yang tampil. Untuk label yang dibuat di tempat lain, jawaban Anda.",
        "The label checklist of each product on show. For labels made elsewhere, your answer.",
        is_asked=True, service=PACKAGING,
    ),
    Item(
        "design", Group.PRODUCT, 4, "Kemasan memakai desain sendiri", "The packaging has a design of its own",
        "Jawaban Anda, dengan foto kemasan bila ada.", "Your answer, with a photo of the packaging if there is one.",
        is_asked=True, service=PACKAGING,
    ),
    Item(
        "photos", Group.PRODUCT, 4, "Tiap produk punya tiga foto yang baik", "Each product has three good photos",
        "Tiap produk yang tampil punya tiga foto dengan sisi pendek paling sedikit 600 piksel. Sebagian bila salah "
        "satu sudah.",
        "Each product on show has three photos whose short side has 600 pixels or more. In part when one product has.",
        form="products", service=PHOTO,
    ),
    Item(
        "batch", Group.PRODUCT, 4, "Kode produksi dan kedaluwarsa dicatat", "Batches and expiry dates are recorded",
        "Jawaban Anda, dengan foto catatan bila ada.", "Your answer, with a photo of the record if there is one.",
        is_asked=True, service=PACKAGING,
    ),
    Item(
        "cashbook", Group.MANAGEMENT, 6, "Uang masuk dan keluar dicatat", "Money in and out is written down",
        "Jawaban Anda, dengan foto buku kas bila ada.", "Your answer, with a photo of the cash book if there is one.",
        is_asked=True,
    ),
    Item(
        "cost", Group.MANAGEMENT, 5, "Biaya pembuatan tiap produk diketahui", "The cost of each product is known",
        "Jawaban Anda, dengan hitungannya bila ada.", "Your answer, with the sum if there is one.", is_asked=True,
    ),
    Item(
        "account", Group.MANAGEMENT, 4, "Rekening usaha terpisah dari pribadi",
        "The business has an account of its own",
        "Jawaban Anda.", "Your answer.", is_asked=True,
    ),
    Item(
        "listing", Group.DIGITAL, 8, "Profil dan uraian produk lengkap", "Profile and listings are complete",
        "Profil punya alamat, logo, dan kalimat singkat; tiap produk yang tampil punya foto dan uraian 80 huruf. "
        "Sebagian bila ada produk yang tampil.",
        "The profile has address, logo and a short line; each product on show has a photo and 80 letters of text. In "
        "part when a product is on show.",
        form="profile", service=MARKETING,
    ),
    Item(
        "payment", Group.DIGITAL, 5, "Pembeli dapat membayar dengan QRIS atau VA", "Buyers can pay by QRIS or VA",
        "Rumah Kreatif menerima QRIS atau VA dan rekening usaha Anda tercatat. Sebagian bila rekening belum ada.",
        "The house takes QRIS or VA and your account is on file. In part when there is no account yet.", form="account",
    ),
    Item(
        "replies", Group.DIGITAL, 4, "Pembeli dijawab dalam 24 jam", "Buyers are answered within 24 hours",
        "Pesanan diterima dan keluhan dijawab dalam 24 jam, 90 hari terakhir: 80% sudah, 50% sebagian.",
        "Orders accepted and complaints answered within 24 hours, last 90 days: 80% is yes, 50% is in part.",
        form="orders", service=MARKETING,
    ),
    Item(
        "social", Group.DIGITAL, 3, "Usaha punya akun media sosial atau situs", "The business has a social profile",
        "Profil usaha menyebut Instagram, Facebook, TikTok, atau situs.",
        "The profile names Instagram, Facebook, TikTok or a site.", form="profile", service=MARKETING,
    ),
    Item(
        "outside_village", Group.MARKET, 5, "Terjual ke luar desa", "Sold outside the village",
        "Tiga pesanan selesai dikirim ke luar desa dalam 12 bulan; satu atau dua dihitung sebagian. Alamat yang hanya "
        "menyebut kecamatan usaha tidak dihitung.",
        "Three completed orders sent out of the village in 12 months; one or two count in part. An address that names "
        "only the business's own kecamatan does not count.", service=MARKETING,
    ),
    Item(
        "outside_regency", Group.MARKET, 5, "Terjual ke luar kabupaten", "Sold outside the regency",
        "Tiga pesanan selesai dikirim ke luar kabupaten dalam 12 bulan; satu atau dua dihitung sebagian.",
        "Three completed orders sent out of the regency in 12 months; one or two count in part.", service=MARKETING,
    ),
    Item(
        "repeat", Group.MARKET, 5, "Paling sedikit 20% pembeli kembali", "At least 20% of buyers come back",
        "Dari paling sedikit lima pembeli dalam 12 bulan, 20% membeli lebih dari sekali; 10% dihitung sebagian.",
        "Of five buyers or more in 12 months, 20% bought more than once; 10% counts in part.", service=MARKETING,
    ),
    Item(
        "sales", Group.GROWTH, 5, "Penjualan naik dalam 6 bulan", "Sales went up in 6 months",
        "Pesanan selesai 182 hari terakhir lebih besar daripada 182 hari sebelumnya. Sebagian bila sebelumnya belum "
        "ada penjualan.",
        "Completed orders of the last 182 days are worth more than those of the 182 days before. In part where there "
        "was nothing before.", service=MARKETING,
    ),
    Item(
        "workers", Group.GROWTH, 3, "Usaha memberi kerja orang lain", "The business gives work to others",
        "Jawaban Anda.", "Your answer.", is_asked=True,
    ),
    Item(
        "finance", Group.GROWTH, 2, "Usaha pernah mendapat pembiayaan", "The business has had finance",
        "Jawaban Anda: pinjaman, hibah, atau modal dari lembaga.", "Your answer: a loan, a grant or capital.",
        is_asked=True,
    ),
)  # fmt: skip

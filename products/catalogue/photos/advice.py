"""What the check's findings mean to an owner: one sentence on what is seen, one on what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Advice:
    """One remark: a word for lists, what is seen, and what to do; `code` also names the pictures of the example."""

    code: str
    word: Promise
    seen: Promise
    todo: Promise


ADVICE = {
    "blurred": Advice(
        "blurred", _("buram"), _("Foto ini kurang tajam."),
        _("Sandarkan HP pada gelas atau kotak, ketuk produknya di layar, tunggu sampai jelas, lalu potret."),
    ),
    "dark": Advice(
        "dark", _("gelap"), _("Produk di foto ini terlalu gelap."),
        _("Potret di dekat jendela pada pagi atau sore hari, dengan cahaya datang dari samping."),
    ),
    "bright": Advice(
        "bright", _("terlalu terang"), _("Sebagian warna di foto ini hilang karena terlalu terang."),
        _("Jauhkan dari sinar matahari langsung dan matikan lampu kilat, lalu potret lagi."),
    ),
    "small": Advice(
        "small", _("kecil"), _("Foto ini kecil, jadi tampak pecah di layar besar."),
        _("Kirim foto asli dari kamera, bukan tangkapan layar. Sisi pendeknya paling sedikit 600 piksel."),
    ),
    "cluttered": Advice(
        "cluttered", _("ramai"), _("Banyak benda lain di sekitar produk."),
        _("Singkirkan benda lain sampai tinggal produknya, lalu potret lebih dekat."),
    ),
    "uneven": Advice(
        "uneven", _("latar bermotif"), _("Latar foto ini lebih menonjol daripada produknya."),
        _("Taruh produk di atas kertas atau kain polos yang warnanya lain dari produk."),
    ),
}  # fmt: skip


def advice(findings: Mapping[str, Any]) -> list[Advice] | None:
    """Return the remarks on a photo, the gravest first: none for a good one, None for one that was never judged."""
    if "problems" not in findings:
        return None
    return [ADVICE[code] for code in findings["problems"] if code in ADVICE]

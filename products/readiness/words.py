"""Why an item stands as it does: a sentence made of the figures kept with the result, in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from products.readiness.states import Result
from rumah.core.money import format_rupiah

Data = Mapping[str, Any]
PARTS: dict[str, Callable[[], str]] = {
    "address": lambda: _("alamat"), "logo": lambda: _("logo"), "tagline": lambda: _("kalimat singkat"),
}  # fmt: skip


def why(code: str, result: str, data: Data) -> str:
    """Return the sentence, or an empty string where result and question say it all."""
    if result == Result.NOT_APPLICABLE:
        return _("Tidak berlaku untuk usaha Anda; nilainya penuh.")
    says = SAYS.get(code, _permit if code in LEGAL else None)
    return says(data) if says else ""


LEGAL = frozenset({"nib", "distribution", "halal", "mark"})


def _permit(data: Data) -> str:
    if data.get("expired"):
        day = date_format(date.fromisoformat(data["expired"]), "j F Y", use_l10n=False)
        return _("Masa berlakunya habis pada %(date)s.") % {"date": day}
    return _("Baru dimohonkan.") if data.get("applied") else ""


def _label(data: Data) -> str:
    if not data.get("all"):
        return ""
    return _("Daftar periksa label lengkap untuk %(n)s dari %(all)s produk yang tampil.") % _numbers(data)


def _photos(data: Data) -> str:
    return _("%(n)s dari %(all)s produk yang tampil punya tiga foto yang baik.") % _numbers(data)


def _listing(data: Data) -> str:
    said = _("%(n)s dari %(all)s produk yang tampil sudah lengkap.") % _numbers(data)
    lacking = [PARTS[name]() for name in str(data.get("lacking", "")).split(",") if name in PARTS]
    return f"{said} {_('Profil belum punya: %(parts)s.') % {'parts': ', '.join(lacking)}}" if lacking else said


def _payment(data: Data) -> str:
    return "" if data.get("house") else _("Rumah Kreatif belum menerima QRIS atau VA.")


def _replies(data: Data) -> str:
    if not data.get("all"):
        return _("Belum ada pesanan atau keluhan dalam 90 hari terakhir.")
    return _("%(n)s dari %(all)s dijawab dalam 24 jam.") % _numbers(data)


def _sent(data: Data) -> str:
    return _("%(n)s pesanan dalam 12 bulan.") % {"n": data.get("n", 0)}


def _repeat(data: Data) -> str:
    return _("%(n)s dari %(all)s pembeli membeli lagi.") % _numbers(data)


def _sales(data: Data) -> str:
    return _("%(now)s, sebelumnya %(before)s.") % {
        "now": format_rupiah(int(data.get("now", 0))), "before": format_rupiah(int(data.get("before", 0))),
    }  # fmt: skip


def _numbers(data: Data) -> dict[str, Any]:
    return {"n": data.get("n", 0), "all": data.get("all", 0)}


SAYS: dict[str, Callable[[Data], str]] = {
    "label": _label, "photos": _photos, "listing": _listing, "payment": _payment, "replies": _replies,
    "outside_village": _sent, "outside_regency": _sent, "repeat": _repeat, "sales": _sales,
}  # fmt: skip

"""The monthly report: which numbers it holds, and the sentences that state them.

`data` of a stored report is `{"totals": {measure: sum}, "before": {…}, "year_ago": {…} or null, "parts": {measure:
{part: sum}}, "districts": {kecamatan: {measure: sum}}, "wait": [median, p90], "ship": tenths of a day, "effects":
[{"service", "cases", "effect", "low", "high"}]}`; rupiah, minutes, whole numbers.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rumah.figures import pooled, read
from rumah.figures.measures import all_measures
from rumah.figures.models import MonthlyReport
from rumah.figures.period import month
from rumah.figures.read import Sums
from rumah.figures.wording import change, days, number, tenths, worded

# Columns of the table by kecamatan.
BY_DISTRICT = ("verified", "new", "held", "orders", "sales")
Data = dict[str, Any]


def compose(on: date) -> Data:
    """Count the month of `on` from the roll-ups. A dozen queries."""
    period = month(on)
    now, before, year_ago = read.sums(period), read.sums(period.before), read.sums(period.year_ago)
    return {
        "totals": _totals(now), "before": _totals(before),
        "year_ago": _totals(year_ago) if year_ago.stocks_on else None,
        "parts": {code: now.by_part(code) for code, one in all_measures().items() if one.shown and one.part_label},
        "districts": _districts(now), "wait": [now.waiting(50), now.waiting(90)], "ship": now.ship_tenths,
        "effects": [
            {"service": one.service, "cases": one.cases, "effect": one.effect, "low": one.low, "high": one.high}
            for one in pooled.latest()
        ],
    }  # fmt: skip


def _totals(sums: Sums) -> dict[str, int]:
    return {code: sums.total(code) for code in all_measures()}


def _districts(sums: Sums) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for code in BY_DISTRICT:
        for district, value in sums.by_district(code).items():
            found.setdefault(district, {})[code] = value
    return found


def sentences(report: MonthlyReport) -> list[str]:
    """Return what the report says in plain sentences, in the reader's language."""
    data: Data = report.data
    now = {code: worded(one.unit, data["totals"].get(code, 0)) for code, one in all_measures().items()}
    told = [
        _("Pada akhir bulan ada %(verified)s usaha terverifikasi.") % now,
        _("Usaha baru %(new)s, dan %(newly_verified)s usaha terverifikasi untuk pertama kali.") % now,
        _("Sesi pendampingan terlaksana %(held)s kali.") % now,
        _("Sesi tidak dihadiri %(missed)s, dibatalkan %(cancelled)s.") % now,
        _("Pendamping mencatat %(minutes)s kerja.") % now,
    ]
    median, most = data["wait"]
    if median is not None:
        told.append(
            _("Separuh sesi terlaksana paling lama %(half)s setelah dipesan, 90%% paling lama %(most)s.")
            % {"half": days(median), "most": days(most)}
        )
    told.append(_("Hasil yang terpasang: %(results_live)s.") % now)
    told.append(_("Pesanan masuk %(orders)s, selesai %(done)s, dengan penjualan %(sales)s.") % now)
    if data["ship"] is not None:
        told.append(_("Rata-rata pesanan dikirim dalam %(days)s hari.") % {"days": tenths(data["ship"])})
    told.append(_("Keluhan baru: %(complaints)s.") % now)
    return told + [line for line in map(effect_sentence, data["effects"]) if line]


def effect_sentence(one: Data) -> str:
    """Say the effect of a service with its interval; an empty line where there is too little to say."""
    if one["effect"] is None:
        return ""
    values = {**one, "effect": f"{one['effect']:+d}", "low": f"{one['low']:+d}", "high": f"{one['high']:+d}"}
    name = _("Layanan %(service)s") % one if one["service"] else _("Semua layanan")
    return (name + ": " + _("selisih %(effect)s pesanan per 10.000 kunjungan (95%%: %(low)s sampai %(high)s; %(cases)d"
                            " kasus).")) % values  # fmt: skip


def lines(report: MonthlyReport) -> list[tuple[str, str, str, str]]:
    """Return each shown measure with its number, that of the month before and of a year ago, as words."""
    data: Data = report.data
    found = []
    for code, one in all_measures().items():
        if not one.shown:
            continue
        value, before = data["totals"].get(code, 0), data["before"].get(code, 0)
        old = data["year_ago"].get(code, 0) if data["year_ago"] else None
        found.append((
            str(one.label), worded(one.unit, value), f"{worded(one.unit, before)} ({change(value, before)})",
            "–" if old is None else f"{worded(one.unit, old)} ({change(value, old)})",
        ))  # fmt: skip
    return found


def district_lines(report: MonthlyReport) -> list[tuple[str, list[str]]]:
    """Return kecamatan by name with their numbers; a number about fewer than five businesses is not written."""
    from rumah.figures.wording import district

    measures = [all_measures()[code] for code in BY_DISTRICT]
    found = []
    for code, values in report.data["districts"].items():
        cells = [(one, values.get(one.code, 0)) for one in measures]
        found.append(
            (district(code), ["1–4" if read.is_small(one, value) else worded(one.unit, value) for one, value in cells])
        )
    return sorted(found)


def effects_hidden() -> str:
    """Say why there may be no effect."""
    return _("Pengaruh layanan baru ditulis bila ada %(n)s kasus dan cukup kunjungan.") % {
        "n": number(pooled.ENOUGH_CASES)
    }

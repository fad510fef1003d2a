"""What the screen shows: tiles of today, rows and charts of a period with the one before, and a map by kecamatan."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring.services.models import Service
from rumah.figures import pooled, read
from rumah.figures.measures import Measure, all_measures
from rumah.figures.period import Period
from rumah.figures.today import today
from rumah.figures.wording import change, days, district, number, part, tenths, worded
from rumah.theme.chart import Bar, draw
from rumah.theme.map import district_map

GROUPS: tuple[tuple[str, str | Promise, str], ...] = (
    ("usaha", gettext_lazy("Usaha"), "new"),
    ("pendampingan", gettext_lazy("Pendampingan"), "held"),
    ("penjualan", gettext_lazy("Penjualan"), "sales"),
)
ON_MAP = "verified"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in words, with what it was before; `code` leads to its own page, where it has one."""

    label: str
    now: str
    before: str = ""
    change: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """The label below an end of a chart."""

    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with their words; the table stands beside it."""

    id: str
    title: str
    words: str
    bars: tuple[list[Bar], float]
    rows: list[tuple[str, str]]
    first: Point
    last: Point


def tiles() -> list[Line]:
    """Return today's numbers. Two queries at most, none for half a minute."""
    found, measures = today(), all_measures()
    lines = [Line(str(one.label), worded(one.unit, found[one.code]), code=one.code)
             for one in measures.values() if one.today]  # fmt: skip
    return [*lines, Line(_("Pengembalian tersendat"), number(found["stuck"]))]


def sections(period: Period) -> list[dict[str, Any]]:
    """Return a section for each group: its figures and its chart. Nine queries at most, two when it was read before."""
    now, before = read.sums(period), read.sums(period.before)
    by_day = read.series([code for _group, _label, code in GROUPS], period)
    found = []
    for group, label, charted in GROUPS:
        lines = [line_of(one, now, before) for one in all_measures().values() if one.group == group and one.shown]
        if group == "pendampingan":
            lines += _waits(now, before)
        if group == "penjualan":
            lines.append(Line(_("Rata-rata sampai dikirim"), _tenths(now.ship_tenths), _tenths(before.ship_tenths)))
        chart = chart_of(all_measures()[charted], period, by_day[charted])
        found.append({"code": group, "label": label, "lines": lines, "chart": chart})
    return found


def line_of(one: Measure, now: read.Sums, before: read.Sums) -> Line:
    """Return a measure's line."""
    value, old = now.total(one.code), before.total(one.code)
    if before.stocks_on is None:
        return Line(str(one.label), worded(one.unit, value), "–", "", one.code)
    return Line(str(one.label), worded(one.unit, value), worded(one.unit, old), change(value, old), one.code)


def _waits(now: read.Sums, before: read.Sums) -> list[Line]:
    return [
        Line(label, days(now.waiting(percent)), days(before.waiting(percent)), code="wait")
        for label, percent in ((_("Menunggu sesi: separuhnya"), 50), (_("Menunggu sesi: 90%"), 90))
    ]  # fmt: skip


def _tenths(value: int | None) -> str:
    return "–" if value is None else _("%(days)s hari") % {"days": tenths(value)}


def chart_of(one: Measure, period: Period, values: list[int]) -> Chart:
    """Return a chart by day, or by week in a range too long for a phone, with the rows of its table."""
    step = 1 if len(values) <= 92 else 7
    starts = period.days[::step]
    if one.kind == "stock":
        # How things stood at the end of each stretch.
        sums = [values[min(at + step, len(values)) - 1] for at in range(0, len(values), step)]
    else:
        sums = [sum(values[at : at + step]) for at in range(0, len(values), step)]
    labels = [date_format(day, "j M Y", use_l10n=False) for day in starts]
    words = _("Tertinggi %(most)s. Angkanya ada di tabel.") % {"most": worded(one.unit, max(sums, default=0))}
    rows = [(label, worded(one.unit, value)) for label, value in zip(labels, sums, strict=True)]
    return Chart(
        one.code, str(one.label), words, draw(sums), rows, Point(labels[0]), Point(labels[-1])
    )  # fmt: skip


def effects() -> list[tuple[str, int, str]]:
    """Return service, cases and the pooled effect in words; a dash where it says too little. Two queries."""
    rows = pooled.latest()
    names = dict(Service.objects.filter(slug__in=[row.service for row in rows]).values_list("slug", "name"))
    return [(names.get(row.service, _("Semua layanan")), row.cases, _effect(row)) for row in rows]


def _effect(row: Any) -> str:
    if row.effect is None:
        return "–"
    return f"{row.effect:+d} ({row.low:+d} … {row.high:+d})"


def cell(one: Measure, value: int, *, may_see_few: bool) -> str:
    """Write a cell of a table; one about fewer than five businesses only for who may see it."""
    return "1–4" if read.is_small(one, value) and not may_see_few else worded(one.unit, value)


def by_district(one: Measure, sums: read.Sums, *, may_see_few: bool) -> list[tuple[str, str]]:
    """Return kecamatan by name and their numbers."""
    rows = sums.by_district(one.code)
    return sorted((district(code), cell(one, value, may_see_few=may_see_few)) for code, value in rows.items())


def by_part(one: Measure, sums: read.Sums, *, may_see_few: bool) -> list[tuple[str, str]]:
    """Return parts, largest first, and their numbers; services by their names. One query."""
    rows = sorted(sums.by_part(one.code).items(), key=lambda item: (-item[1], item[0]))
    names = dict(Service.objects.filter(slug__in=[code for code, _value in rows]).values_list("slug", "name"))
    return [(names.get(code) or part(one, code), cell(one, value, may_see_few=may_see_few)) for code, value in rows]


def map_of(one: Measure, sums: read.Sums, *, may_see_few: bool) -> SafeString:
    """Return the map of the house's regency with the measure's numbers."""
    numbers = sums.by_district(one.code)
    texts = {code: cell(one, value, may_see_few=may_see_few) for code, value in numbers.items()}
    few = {code: value for code, value in texts.items() if len(value) <= 10}
    return district_map(settings.HOUSE_REGENCY, numbers, label=str(one.label), texts=few)

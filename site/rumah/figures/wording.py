"""Numbers as people read them here."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumah.core import regions
from rumah.core.money import format_rupiah
from rumah.figures.measures import Measure, Unit


def number(value: int) -> str:
    """Write `1.250`."""
    return f"{value:,}".replace(",", ".")


def tenths(value: int) -> str:
    """Write tenths with a comma: 125 is `12,5`."""
    return f"{number(value // 10)},{value % 10}"


def worded(unit: Unit, value: int) -> str:
    """Write a value with its unit; minutes become hours with one decimal, rounded half up."""
    if unit == "rupiah":
        return format_rupiah(value)
    if unit == "minutes":
        return _("%(hours)s jam") % {"hours": tenths((value + 3) // 6)}
    return number(value)


def change(now: int, before: int) -> str:
    """Say how a number moved: `+12 %`, or in plain numbers where there was nothing or little before."""
    if now == before:
        return _("tetap")
    if before < 10:
        return f"{now - before:+d}".replace("-", "−")
    percent = (abs(now - before) * 200 + before) // (2 * before)
    return f"{'+' if now > before else '−'}{number(percent)} %"


def days(value: int | None) -> str:
    """Write days, or a dash."""
    return "–" if value is None else ngettext("%(n)d hari", "%(n)d hari", value) % {"n": value}


def part(measure: Measure, value: str) -> str:
    """Name a part; services are known by their slug."""
    return str(measure.word(value)) if value else _("lainnya")


def district(code: str) -> str:
    """Name a kecamatan."""
    return regions.name(code) or code or _("tidak diketahui")

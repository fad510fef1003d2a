"""Dates and production codes on a label."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from products.labels.states import DateStyle

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
# What stands in a pattern for a part of the day of production.
PARTS = {"[TGL]": "%d", "[BLN]": "%m", "[THN]": "%y", "[HARI]": "%j"}


def shown(day: date, style: str) -> str:
    """Return day, month and year; the months as Indonesians shorten them, whatever language the reader has."""
    if style == DateStyle.WORDS:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day:%d-%m-%Y}"


def best_before(made_on: date, days: int) -> date:
    """Return the last good day of what was made on a day and keeps for `days` days."""
    return made_on + timedelta(days=days)


def batch_problem(pattern: str) -> str:
    """Return what is wrong with a pattern, or an empty string."""
    unknown = [part for part in re.findall(r"\[[^\]]*\]?", pattern) if part not in PARTS]
    if unknown:
        return _("%(part)s tidak dikenal. Pakai [TGL], [BLN], [THN], atau [HARI].") % {"part": unknown[0]}
    if "]" in re.sub(r"\[[A-Z]+\]", "", pattern):
        return _("Kurung siku penutup tanpa pembuka.")
    return ""


def batch_of(pattern: str, made_on: date) -> str:
    """Return the production code of a day."""
    for part, form in PARTS.items():
        pattern = pattern.replace(part, made_on.strftime(form))
    return pattern

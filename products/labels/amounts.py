"""Net contents as people type them: 250, 2,5 or 1.500."""

import re

from django.utils.translation import gettext as _

from products.labels.states import THOUSANDTHS, Unit
from rumah.core.errors import DomainError

MOST = 1_000_000_000


def parse(text: str, unit: str) -> int:
    """Return the amount in thousandths of a gram or millilitre.

    A comma divides off decimals; a point does too, unless exactly three digits follow it, as in 1.500. Raises
    DomainError for what is no amount, is nothing, or has parts finer than a thousandth.
    """
    compact = re.sub(r"\s", "", text)
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,3})?", compact):
        compact = compact.replace(".", "")
    whole = re.fullmatch(r"([0-9]{1,9})(?:[.,]([0-9]{1,6}))?", compact)
    if whole is None:
        raise DomainError(_("Tulis angka saja, misalnya 250 atau 2,5."))
    places = len(str(THOUSANDTHS[Unit(unit)])) - 1
    decimals = (whole[2] or "").rstrip("0")
    if len(decimals) > places:
        raise DomainError(_("Angka di belakang koma terlalu banyak."))
    amount = int(whole[1] + decimals.ljust(places, "0"))
    if not 0 < amount <= MOST:
        raise DomainError(_("Isi harus lebih dari nol dan paling banyak 1.000 kg atau 1.000 liter."))
    return amount


def number(amount: int, unit: str) -> str:
    """Return the number in front of the unit, with a comma: `2,5`."""
    whole, rest = divmod(amount, THOUSANDTHS[Unit(unit)])
    decimals = str(rest).zfill(len(str(THOUSANDTHS[Unit(unit)])) - 1).rstrip("0")
    return f"{whole},{decimals}" if decimals else str(whole)


def shown(amount: int, unit: str) -> str:
    """Return `2,5 kg`."""
    return f"{number(amount, unit)} {unit}"

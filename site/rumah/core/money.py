"""Rupiah are whole numbers. Here they are read as people write them, and written as people read them."""

import re

from django.utils.translation import gettext as _

from rumah.core.errors import DomainError

# PostgreSQL's bigint ends far above; a trillion is more than a shop here will ever ask for one thing.
MAX_RUPIAH = 1_000_000_000_000

_PLAIN = re.compile(r"\d{1,13}")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+")
_SHORT = re.compile(r"(\d{1,7})(?:[.,](\d{1,3}))?\s*(rb|ribu|k|jt|juta)", re.IGNORECASE)
_UNITS = {"rb": 1_000, "ribu": 1_000, "k": 1_000, "jt": 1_000_000, "juta": 1_000_000}


def format_rupiah(amount: int) -> str:
    """Return `Rp1.250.000`; a minus stands before the sign: `-Rp5.000`."""
    digits = f"{abs(amount):,}".replace(",", ".")
    return f"{'-' if amount < 0 else ''}Rp{digits}"


def parse_rupiah(text: str) -> int:
    """Return whole rupiah from `1250000`, `Rp 1.250.000`, `1.250.000,00` or `1,25 jt`.

    Raises DomainError for anything that could be read in two ways (`15.00`), is negative or has fractions.
    """
    raw = re.sub(r"\s+", " ", text.strip())
    body = re.sub(r"^(rp\.?|idr)\s*", "", raw, flags=re.IGNORECASE).strip()
    # `1.250.000,00`, `15.000,-` and `15.000.-` carry no fraction; `15.00` could be fifteen or fifteen thousand.
    body = re.sub(r"(,00|[.,]-)$", "", body)
    amount: int | None = None
    if not body.isascii():
        amount = None
    elif _PLAIN.fullmatch(body):
        amount = int(body)
    elif _GROUPED.fullmatch(body):
        amount = int(re.sub(r"[.,]", "", body))
    elif match := _SHORT.fullmatch(body):
        whole, fraction, unit = match.groups()
        scale = _UNITS[unit.lower()]
        thousandths = int(whole) * 1000 + int((fraction or "").ljust(3, "0") or 0)
        amount = thousandths * scale // 1000 if thousandths * scale % 1000 == 0 else None
    if amount is None or amount > MAX_RUPIAH:
        raise DomainError(_("“%(text)s” bukan jumlah rupiah. Tulis misalnya 15000 atau Rp15.000.") % {"text": raw[:40]})
    return amount

"""Reading hours as people write them: `08.00-12.00, 13.00-16.00`."""

import re
from collections.abc import Iterable
from datetime import time

from django.utils.translation import gettext as _

from rumah.core.errors import DomainError, Problem

Range = tuple[time, time]
_RANGE = re.compile(r"^(\d{1,2})(?:[.:](\d{2}))?\s*(?:-|–|sampai|s/d)\s*(\d{1,2})(?:[.:](\d{2}))?$")
LAST = time(23, 59)
WHOLE_DAY: Range = (time(0), LAST)


def parse_ranges(text: str, *, field: str | None = None, label: str = "") -> list[Range]:
    """Return the ranges in order, those that overlap or touch made one; empty text gives none.

    24.00 is kept as 23.59. Raises DomainError with a problem (on `field`, begun with `label`) for every range that
    cannot be read, does not run forward, or is not in steps of a quarter of an hour.
    """
    ranges: list[Range] = []
    problems = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[,;\n]", text))):
        try:
            ranges.append(_range(part))
        except ValueError as error:
            problems.append(Problem(f"{label}: {error}" if label else str(error), field))
    if problems:
        raise DomainError(*problems)
    return merged(ranges)


def _range(part: str) -> Range:
    match = _RANGE.match(part)
    if not match:
        raise ValueError(_("“%(text)s” belum dapat dibaca. Contoh: 08.00-12.00") % {"text": part[:40]})
    hours = [int(number or 0) for number in match.groups()]
    start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if max(hours[1], hours[3]) > 59 or max(start, end) > 1440 or start >= end:
        raise ValueError(_("“%(text)s”: jam selesai harus setelah jam mulai, paling lambat 24.00.") % {"text": part})
    if start % 15 or end % 15:
        raise ValueError(_("“%(text)s”: pakai kelipatan 15 menit, misalnya 08.15 atau 08.30.") % {"text": part})
    return time(*divmod(start, 60)), LAST if end == 1440 else time(*divmod(end, 60))


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Return the ranges in order, those that overlap or touch made one."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def without(ranges: Iterable[Range], taken: Iterable[Range]) -> list[Range]:
    """Return what is left of the ranges when those in `taken` are cut out, in order."""
    left = sorted(ranges)
    for start, end in taken:
        left = [
            part
            for first, last in left
            for part in ((first, min(last, start)), (max(first, end), last))
            if part[0] < part[1]
        ]
    return left


def written(ranges: Iterable[Range]) -> str:
    """Return the ranges as `parse_ranges` reads them."""
    return ", ".join(f"{start:%H.%M}-{'24.00' if end >= LAST else f'{end:%H.%M}'}" for start, end in ranges)

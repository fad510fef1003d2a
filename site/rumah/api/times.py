"""Many times as ISO 8601 texts on the house's clock (UTC+07:00, without summer time)."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

DAY = 96
OFFSET = 7 * 4
EPOCH = date(1970, 1, 1).toordinal()
CLOCK = [f"T{quarter // 4:02d}:{quarter % 4 * 15:02d}:00+07:00" for quarter in range(DAY)]


@lru_cache(maxsize=512)
def _day(number: int) -> str:
    return date.fromordinal(EPOCH + number).isoformat()


def _text(quarter: int) -> str:
    day, time = divmod(quarter + OFFSET, DAY)
    return _day(day) + CLOCK[time]


def period_texts(starts: Iterable[int], minutes: int) -> list[dict[str, str]]:
    """Return start and end of periods of `minutes` (whole quarter-hours) that begin at quarters since 1970 (UTC)."""
    length = minutes // 15
    return [{"start": _text(start), "end": _text(start + length)} for start in starts]

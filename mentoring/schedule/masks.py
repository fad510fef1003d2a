"""Time as whole numbers: a calendar is one integer, each bit a quarter-hour, counted from `base`.

Quarters are counted since 1970 in UTC. WIB, WITA and WIT have no summer time and differ by whole hours, so a local
time is an offset of quarters and no datetime is made until a slot is shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import reduce
from itertools import compress
from operator import or_
from zoneinfo import ZoneInfo

from mentoring.schedule.cells import SECONDS

DAY = 96
EPOCH = date(1970, 1, 1).toordinal()
_BITS = bytes.maketrans(b"01", b"\x00\x01")


def offset_of(zone: ZoneInfo) -> int:
    """Return how many quarters the clock of `zone` is ahead of UTC."""
    offset = datetime(2026, 1, 1, tzinfo=zone).utcoffset()
    return int(offset.total_seconds()) // SECONDS if offset else 0


def midnight(day: date, offset: int) -> int:
    """Return the quarter at which `day` begins on a clock `offset` quarters ahead of UTC."""
    return (day.toordinal() - EPOCH) * DAY - offset


def inside(start: time, end: time) -> tuple[int, int]:
    """Return the whole quarters of the day that lie within; 23.59 means midnight."""
    return -(-_minutes(start) // 15), DAY if end >= time(23, 59) else _minutes(end) // 15


def around(start: time, end: time) -> tuple[int, int]:
    """Return the quarters of the day that the stretch touches."""
    return _minutes(start) // 15, -(-_minutes(end) // 15)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def of_moment(moment: datetime) -> int:
    """Return the quarter a moment lies in."""
    return int(moment.timestamp()) // SECONDS


def up_to(moment: datetime) -> int:
    """Return the first quarter that begins at the moment or after it."""
    return -(-int(moment.timestamp()) // SECONDS)


def together(masks: Iterable[int]) -> int:
    """Return the quarters that are in any of the masks."""
    return reduce(or_, masks, 0)


def to_moment(quarter: int) -> datetime:
    """Return the moment (UTC) at which a quarter begins."""
    return datetime.fromtimestamp(quarter * SECONDS, UTC)


def stretch(start: int, end: int) -> int:
    """Return a mask of the bits from `start` up to `end`; what lies before the base is cut off."""
    start = max(start, 0)
    return ((1 << (end - start)) - 1) << start if end > start else 0


def runs(mask: int, length: int) -> int:
    """Return the bits from which at least `length` bits in a row are set, by doubling."""
    have = 1
    while have < length:
        step = min(have, length - have)
        mask &= mask >> step
        have += step
    return mask


def every_second(base: int, size: int) -> int:
    """Return the bits that begin a full or a half hour, for a calendar that begins at quarter `base`."""
    pairs = (1 << (size + size % 2)) - 1
    return (pairs // 3) << (base % 2)


def every(distance: int, count: int) -> int:
    """Return `count` bits that are `distance` apart, the first at 0."""
    return ((1 << distance * count) - 1) // ((1 << distance) - 1)


def of_bits(numbers: Iterable[int], base: int, size: int) -> int:
    """Return the mask of these quarters; `size` quarters from `base` on can be among them, its end included."""
    # As text: a long integer would be copied for each bit, and powers of two are read from texts at once.
    text = bytearray(b"0") * (size + 1)
    for number in numbers:
        text[base - number - 1] = 49
    return int(text, 2)


def columns(masks: Mapping[int, int], wanted: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Return each bit of `wanted` that some mask has, lowest first, with the keys of the masks that have it.

    All masks are laid below each other and read downwards: a walk over every bit of every mask takes ten times as long.
    """
    if not masks:
        return
    size = wanted.bit_length()
    table = b"".join(_bytes(mask & wanted, size) for mask in masks.values())
    keys = tuple(masks)
    for number in bits(together(masks.values()) & wanted):
        yield number, tuple(compress(keys, table[number::size]))


def _bytes(mask: int, size: int) -> bytes:
    """Return a byte for each of `size` bits, lowest first."""
    return f"{mask:0{size}b}".encode().translate(_BITS)[::-1]


def bits(mask: int) -> Iterable[int]:
    """Return the numbers of the set bits, lowest first."""
    text = bin(mask)[:1:-1].encode().translate(_BITS)
    return compress(range(len(text)), text)

"""The counts of this process until they are written down: a page that is counted costs no query of its own.

They are written together every few seconds. A process that is killed loses those seconds: the counts say how much
interest there is, and nothing is owed on them. Who was signed in is kept just as long, to leave out staff, the
seller's own people and their mentors, and is never stored.
"""

import time
from collections import Counter
from datetime import date
from threading import Lock
from typing import Literal, NamedTuple

import structlog
from django.conf import settings
from django.db import DatabaseError

from rumah.core import clock

log = structlog.get_logger(__name__)
Event = Literal["view", "cart", "visit"]
# A process that nobody can write for must not grow without end.
MOST = 20_000


class Seen(NamedTuple):
    """What is counted: `thing` is a product's id for a view, a variant's for a cart, a campaign's for a visit."""

    day: date
    event: Event
    thing: int
    user: int | None


class _Tally:
    def __init__(self) -> None:
        self.counts: Counter[Seen] = Counter()
        self.since = 0.0
        self.lock = Lock()

    def add(self, seen: Seen, times: int = 1) -> None:
        with self.lock:
            if not self.counts:
                self.since = time.monotonic()
            if seen in self.counts or len(self.counts) < MOST:
                self.counts[seen] += times

    def take(self) -> Counter[Seen]:
        with self.lock:
            taken, self.counts = self.counts, Counter()
            return taken


_tally = _Tally()


def note(event: Event, thing: int, *, user_id: int | None = None) -> None:
    """Count one view of a product, one cart a variant was put into, or one visit by a short link."""
    _tally.add(Seen(clock.today(), event, thing, user_id))


def flush_if_due() -> None:
    """Write the counts when the oldest has waited long enough (`TRAFFIC_SECONDS`)."""
    if _tally.counts and time.monotonic() - _tally.since >= settings.TRAFFIC_SECONDS:
        flush()


def flush() -> None:
    """Write the counts now; what the database does not take waits for the next time."""
    from products.traffic.record import record

    taken = _tally.take()
    if not taken:
        return
    try:
        record(taken)
    except DatabaseError:
        log.warning("traffic_not_written", counts=len(taken))
        for seen, times in taken.items():
            _tally.add(seen, times)


def forget() -> None:
    """Drop what is counted and not written."""
    _tally.take()

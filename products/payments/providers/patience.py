"""How long a provider is waited for: somebody looks at a page meanwhile, and a thread of ours does nothing else.

Limits nest: whoever begins a piece of work sets one, and everything that is asked inside shares what is left of it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import requests

# A provider that is there says so at once; what it then thinks about may take longer.
CONNECT_SECONDS = 2.0
# What one try may take of the rest: a connection that hangs shall leave time for another.
SHARE = 0.7
# Less than this is not worth a connection.
LEAST_SECONDS = 0.05

_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let everything inside take `seconds` together, or what an outer limit leaves if that is less."""
    mine, outer = time.monotonic() + seconds, _until.get()
    token = _until.set(mine if outer is None else min(mine, outer))
    try:
        yield
    finally:
        _until.reset(token)


def seconds_left() -> float:
    """Return what is left of the limit around this call. A call outside every limit is a mistake of the program."""
    until = _until.get()
    if until is None:
        raise RuntimeError("a provider is asked within a limit only")
    return max(0.0, until - time.monotonic())


def next_timeout() -> tuple[float, float]:
    """Return (connect, read) for one more try. Raises requests.Timeout when no time is left for one."""
    left = seconds_left()
    if left < LEAST_SECONDS:
        raise requests.Timeout("no time left")
    connect = min(CONNECT_SECONDS, left / 3)
    return connect, (left - connect) * SHARE

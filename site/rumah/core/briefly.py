"""What many requests ask for and hardly ever changes, kept in the process for a few seconds.

Only ever a copy: another process sees a change when its own seconds are over, so they must be few enough not to matter.
"""

import time
from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, TypeVar

T = TypeVar("T")
_ALL: list["Brief[object]"] = []


class Brief(Generic[T]):
    """A function without arguments that remembers its answer; `forget` makes it ask anew."""

    def __init__(self, ask: Callable[[], T], seconds: float) -> None:
        self._ask, self._seconds = ask, seconds
        self._kept: tuple[float, T] | None = None
        update_wrapper(self, ask)

    def __call__(self) -> T:
        """Return the answer, at most `seconds` old."""
        kept, now = self._kept, time.monotonic()
        if kept is None or kept[0] < now:
            kept = self._kept = (now + self._seconds, self._ask())
        return kept[1]

    def forget(self) -> None:
        """Ask anew next time."""
        self._kept = None


def briefly(*, seconds: float) -> Callable[[Callable[[], T]], Brief[T]]:
    """Keep a function's answer for so many seconds."""

    def wrap(ask: Callable[[], T]) -> Brief[T]:
        brief = Brief(ask, seconds)
        _ALL.append(brief)  # type: ignore[arg-type]  # whatever it answers, it can forget
        return brief

    return wrap


def forget_all() -> None:
    """Forget everything in this process, as a fresh start would."""
    for brief in _ALL:
        brief.forget()

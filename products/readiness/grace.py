"""How a figure that would fall is kept for a while: never lowered without 30 days' notice of how far and when."""

from dataclasses import dataclass
from datetime import date, timedelta

GRACE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Figure:
    """What people read, and what it falls to on which day unless that is mended (both None when nothing falls)."""

    shown: int
    falls_to: int | None = None
    falls_on: date | None = None


def next_figure(before: Figure | None, score: int, today: date) -> Figure:
    """Return the figure after `score` was counted today.

    A rise counts at once. A fall is announced and counts after the grace; one that goes further meanwhile is
    announced when the first is over, for what was announced is what may happen.
    """
    if before is None or score >= before.shown:
        return Figure(score)
    if before.falls_on is None or before.falls_to is None:
        return Figure(before.shown, score, today + GRACE)
    reached = max(before.falls_to, score)
    if today < before.falls_on:
        return Figure(before.shown, reached, before.falls_on)
    return Figure(reached, score, today + GRACE) if score < reached else Figure(reached)

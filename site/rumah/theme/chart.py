"""Bars of a chart that the server draws; `theme/chart.html` shows them, and whoever shows it gives a table as well."""

from collections.abc import Sequence
from dataclasses import dataclass

# The field the bars are drawn in, in units of its own; a part of it lies below the line where something went back.
WIDE, HIGH = 320, 120


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of the chart; `is_back` hangs below the line."""

    x: float
    y: float
    wide: float
    high: float
    is_back: bool = False


def draw(ups: Sequence[int], downs: Sequence[int] = ()) -> tuple[list[Bar], float]:
    """Return a bar for each number above the line, those of `downs` below it, and where the line is."""
    downs = downs or [0] * len(ups)
    most = max(*ups, 0, 0) + max(*downs, 0, 0)
    if not most:
        return [], HIGH
    line = HIGH * max(*ups, 0, 0) / most
    step = WIDE / len(ups)
    found = []
    for at, (above, below) in enumerate(zip(ups, downs, strict=True)):
        x, wide = round(at * step + step * 0.15, 1), round(step * 0.7, 1)
        if above > 0:
            high = round(HIGH * above / most, 1)
            found.append(Bar(x, round(line - high, 1), wide, high))
        if below > 0:
            found.append(Bar(x, round(line, 1), wide, round(HIGH * below / most, 1), is_back=True))
    return found, round(line, 1)

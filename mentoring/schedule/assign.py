"""Whose turn it is when the owner leaves the choice to the house."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor who is free. `load` counts their sessions, `share` is their weight (100 is a full one).

    `last_at` is the latest session they have had or have coming, None when there is none.
    """

    pk: int
    load: int
    share: int = 100
    last_at: datetime | None = None


def ranked(candidates: Iterable[Candidate]) -> list[int]:
    """Return the mentors in the order in which work goes to them: least loaded against their share, then longest idle.

    Whoever has never had a session has been idle longest; among equals the lowest key comes first, so that the answer
    is always the same.
    """

    def turn(one: Candidate) -> tuple[float, datetime, int]:
        # Rounded division is exact enough: equal ratios give equal floats, and shares are at most 1,000.
        return one.load / one.share, one.last_at or LONG_AGO, one.pk

    return [one.pk for one in sorted(candidates, key=turn)]

"""What is counted: every measure with its words, its tables and the one statement that counts it.

A statement yields `day, district_code, part, value` for each day of `days(day, start_at, end_at, soon, since)`: the
day of WIB, its beginning and end (UTC), the day thirty days later, and the moment thirty days before its end. `off`
holds the businesses that were suspended at the end of the day. A new dimension is a new measure here and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise
Unit = Literal["count", "rupiah", "minutes"]
# A flow happens on a day and adds up over days; a stock is how things stand at the end of a day.
Kind = Literal["flow", "stock"]
Group = Literal["usaha", "pendampingan", "penjualan"]


def no_word(part: str) -> str:
    """Return the part as it is."""
    return part


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `word` turns a part into what people read; `about_few` says that small cells name businesses."""

    code: str
    label: Text
    says: Text
    tables: str
    group: Group
    kind: Kind
    sql: str
    unit: Unit = "count"
    word: Callable[[str], Text] = no_word
    part_label: Text = ""
    about_few: bool = True
    today: bool = False
    shown: bool = True


_measures: dict[str, Measure] = {}


def register(*measures: Measure) -> None:
    """Add measures, in the order in which they are shown."""
    _measures.update({one.code: one for one in measures})


def all_measures() -> dict[str, Measure]:
    """Return every measure by its code."""
    from rumah.figures import count_businesses, count_sales, count_sessions  # noqa: F401  # each registers its own

    return dict(_measures)

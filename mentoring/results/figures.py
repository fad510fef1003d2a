"""Before and after in numbers: which days may be compared, what they add up to, and when that says something.

Whole numbers only, and nothing here asks the database or the clock.

To see a rise from 2.0 to 2.6 orders per hundred views (two-sided 5 %, power 80 %) each side needs about 9,800 views:
n = (1.960·√(2·p·q) + 0.842·√(p₁q₁ + p₂q₂))² / (p₂ − p₁)², with p the mean of both. Below that the counts are shown and
nothing is concluded. Two sides that differ never say why they differ.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

WINDOW = 28
ENOUGH_VIEWS = 9_800
# Shopping for Lebaran begins with the allowance (THR) about two weeks before, and the week after is quiet.
BEFORE_LEBARAN, AFTER_LEBARAN = 14, 7
LEBARAN, SOLD_OUT, PRICE = "lebaran", "sold_out", "price"


@dataclass(frozen=True, slots=True)
class Day:
    """One product's day; `lowest` and `highest` are the prices seen in rupiah, 0 on a day nobody came."""

    views: int = 0
    cart_adds: int = 0
    orders: int = 0
    revenue: int = 0
    lowest: int = 0
    highest: int = 0
    was_out: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """Days that were compared, and what they add up to; revenue in rupiah."""

    days: int = 0
    views: int = 0
    cart_adds: int = 0
    orders: int = 0
    revenue: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        """Return both together."""
        return Sums(
            self.days + other.days, self.views + other.views, self.cart_adds + other.cart_adds,
            self.orders + other.orders, self.revenue + other.revenue,
        )  # fmt: skip

    @property
    def per_ten_thousand(self) -> int | None:
        """Orders per 10,000 views, rounded half up (so 260 is 2.6 %); None without views."""
        return (self.orders * 20_000 + self.views) // (2 * self.views) if self.views else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides of the product and of its peers, and how many days were left out for which reason."""

    before: Sums
    after: Sums
    peers_before: Sums
    peers_after: Sums
    left_out: Counter[str] = field(default_factory=Counter)


def window(live_on: date) -> tuple[list[date], list[date]]:
    """Return the 28 whole days before and after the day it went live, which itself belongs to neither."""
    step = timedelta(days=1)
    return (
        [live_on - step * back for back in range(WINDOW, 0, -1)],
        [live_on + step * ahead for ahead in range(1, WINDOW + 1)],
    )


def around_lebaran(holidays: Iterable[date]) -> set[date]:
    """Return the days that are not like others, given the days of Idul Fitri."""
    return {
        day + timedelta(days=offset) for day in holidays for offset in range(-BEFORE_LEBARAN, AFTER_LEBARAN + 1)
    }  # fmt: skip


def compare(
    *,
    live_on: date,
    price: int,
    own: Mapping[date, Day],
    peers: Sequence[Mapping[date, Day]],
    lebaran: Collection[date],
) -> Comparison:
    """Compare the two sides over the days that may be compared.

    Left out are days around Lebaran, days the product was seen sold out, and days at another price than `price`, the
    one it went live at; each day counts for the first of these. Peers are summed over the very days that are left; a
    peer whose own price changed within the window is no yardstick and is passed over, and so are its sold-out days.
    """
    left_out: Counter[str] = Counter()
    kept: list[list[date]] = []
    for side in window(live_on):
        kept.append([])
        for day in side:
            if reason := _reason(day, own.get(day), price, lebaran):
                left_out[reason] += 1
            else:
                kept[-1].append(day)
    before, after = kept
    steady = [rows for rows in peers if is_steady(rows.values())]
    return Comparison(
        sums(before, own), sums(after, own), _all(before, steady), _all(after, steady), left_out
    )  # fmt: skip


def _reason(day: date, row: Day | None, price: int, lebaran: Collection[date]) -> str:
    if day in lebaran:
        return LEBARAN
    if row is not None and row.was_out:
        return SOLD_OUT
    if row is not None and row.highest and (row.lowest, row.highest) != (price, price):
        return PRICE
    return ""


def is_steady(rows: Iterable[Day]) -> bool:
    """Whether all days on which a price was seen saw the same one."""
    return len({price for row in rows if row.highest for price in (row.lowest, row.highest)}) <= 1


def sums(days: Sequence[date], rows: Mapping[date, Day]) -> Sums:
    """Return what these days add up to; a day without a row is a day nobody came."""
    found = [rows[day] for day in days if day in rows]
    return Sums(
        len(days), sum(row.views for row in found), sum(row.cart_adds for row in found),
        sum(row.orders for row in found), sum(row.revenue for row in found),
    )  # fmt: skip


def _all(days: Sequence[date], peers: Sequence[Mapping[date, Day]]) -> Sums:
    total = Sums()
    for rows in peers:
        total += sums([day for day in days if not (day in rows and rows[day].was_out)], rows)
    return total


def is_enough(before: Sums, after: Sums) -> bool:
    """Whether both sides have the views without which a difference says nothing."""
    return min(before.views, after.views) >= ENOUGH_VIEWS


def difference(before: Sums, after: Sums, peers_before: Sums, peers_after: Sums) -> int | None:
    """Return how much further the rate moved than that of the peers, in orders per 10,000 views.

    None where either has too few views for it to say anything.
    """
    if not (is_enough(before, after) and is_enough(peers_before, peers_after)):
        return None
    rates = [side.per_ten_thousand for side in (before, after, peers_before, peers_after)]
    one, two, three, four = (rate or 0 for rate in rates)
    return (two - one) - (four - three)

"""A shop's figures over a range of days, put together by day, week or month, and as bars to draw."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from products.payouts.selling import Best, best_products, sold_by_day
from products.traffic.queries import views_by_day, views_by_product
from rumah.businesses.models import Business
from rumah.theme.chart import Bar, draw

RANGES = (30, 90, 365)


@dataclass(frozen=True, slots=True)
class Row:
    """One day, or the days from `first` to `last`; rupiah."""

    first: date
    last: date
    label: str
    orders: int
    sales: int
    refunds: int
    views: int

    @property
    def net(self) -> int:
        """What was sold less what went back."""
        return self.sales - self.refunds


@dataclass(frozen=True, slots=True)
class Figures:
    """The rows of a range, oldest first, and the best products with their views."""

    first: date
    last: date
    rows: list[Row]
    best: list[tuple[Best, int]]

    def sum_of(self, name: str) -> int:
        """Return the sum of a column."""
        return sum(getattr(row, name) for row in self.rows)

    def top(self, name: str) -> Row | None:
        """Return the row with the most, or None where there is nothing."""
        best = max(self.rows, key=lambda row: getattr(row, name))
        return best if getattr(best, name) > 0 else None


def figures_of(business: Business, *, days: int, today: date) -> Figures:
    """Return the figures of the last `days` days with today: by day up to 30, by week up to 90, else by month.

    Four queries, whatever the range.
    """
    first = today - timedelta(days=days - 1)
    sold, seen = sold_by_day(business, first=first, last=today), views_by_day(business, first=first, last=today)
    every = [first + timedelta(days=step) for step in range(days)]
    rows = []
    for part in _parts(every, days, today):
        of_day = [sold[day] for day in part if day in sold]
        rows.append(Row(
            part[0], part[-1], _label(part, days), sum(day.orders for day in of_day), sum(day.sales for day in of_day),
            sum(day.refunds for day in of_day), sum(seen.get(day, 0) for day in part),
        ))  # fmt: skip
    best = best_products(business, first=first, last=today)
    views = views_by_product([one.product_id for one in best], first=first, last=today)
    return Figures(first, today, rows, [(one, views.get(one.product_id, 0)) for one in best])


def _parts(every: list[date], days: int, today: date) -> Iterable[list[date]]:
    keys: dict[int, Callable[[date], object]] = {
        30: lambda day: day, 90: lambda day: (today - day).days // 7, 365: lambda day: (day.year, day.month),
    }  # fmt: skip
    return [list(part) for _key, part in groupby(every, key=keys[days])]


def _label(part: list[date], days: int) -> str:
    if days == 365:
        return date_format(part[0], "M Y", use_l10n=False)
    last = date_format(part[-1], "j M", use_l10n=False)
    return last if len(part) == 1 else f"{date_format(part[0], 'j M', use_l10n=False)} – {last}"


def bars(rows: list[Row], up: str, down: str = "") -> tuple[list[Bar], float]:
    """Return the bars of a column, those of a second one below the line, and where the line is."""
    downs = [getattr(row, down) for row in rows] if down else []
    return draw([getattr(row, up) for row in rows], downs)


def as_csv(figures: Figures) -> str:
    """Return the table for a spreadsheet: plain numbers and ISO dates."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("dari"), _("sampai"), _("pesanan selesai"), _("penjualan"), _("pengembalian"), _("bersih"),
                     _("dilihat")])  # fmt: skip
    for row in figures.rows:
        writer.writerow([row.first, row.last, row.orders, row.sales, row.refunds, row.net, row.views])
    return out.getvalue()

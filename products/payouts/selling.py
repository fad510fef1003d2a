"""What a seller sold, by the day on the wall in WIB: the same facts as the monthly statement, read by their index.

Only the transfers of the range are read, however many orders there ever were.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncDate

from products.orders.models import OrderLine
from products.payments.refund_states import TransferKind
from rumah.businesses.models import Business
from rumah.core import clock

WIB = clock.ZONES["WIB"]


@dataclass(frozen=True, slots=True)
class Sold:
    """A day: orders completed, what they were worth before commission, and what went back that day; rupiah."""

    orders: int = 0
    sales: int = 0
    refunds: int = 0


@dataclass(frozen=True, slots=True)
class Best:
    """A product: pieces in completed orders, and their prices together (rupiah, before discounts and refunds)."""

    product_id: int
    name: str
    pieces: int
    sales: int


def sold_by_day(business: Business, *, first: date, last: date) -> dict[date, Sold]:
    """Return the days from `first` to `last`, both inclusive, on which something was earned or given back. One query.

    An order counts on the day it was completed, less what had gone back before; what goes back later counts, as a
    positive number, on its own day.
    """
    start, end = _range(first, last)
    rows = business.transfers.filter(at__gte=start, at__lt=end).exclude(kind=TransferKind.CASH)
    earned, back = Q(kind=TransferKind.EARNED), Q(kind=TransferKind.REFUND)
    worth = F("amount") + F("commission")
    days = rows.order_by().annotate(day=TruncDate("at", tzinfo=WIB)).values("day")
    sums = days.annotate(
        orders=Count("id", filter=earned),
        sales=Sum(worth, filter=earned, default=0),
        back=Sum(worth, filter=back, default=0),
    )
    return {row["day"]: Sold(row["orders"], row["sales"], -row["back"]) for row in sums}


def best_products(business: Business, *, first: date, last: date, size: int = 10) -> list[Best]:
    """Return the products whose completed orders were worth most in these days, best first. One query."""
    start, end = _range(first, last)
    lines = OrderLine.objects.filter(
        order__transfers__business=business, order__transfers__kind=TransferKind.EARNED,
        order__transfers__at__gte=start, order__transfers__at__lt=end,
    )  # fmt: skip
    named = lines.order_by().values("variant__product", "variant__product__name")
    sums = named.annotate(pieces=Sum("quantity"), worth=Sum("total")).order_by("-worth", "variant__product")
    return [
        Best(row["variant__product"], row["variant__product__name"], row["pieces"], row["worth"])
        for row in sums[:size]
    ]  # fmt: skip


def _range(first: date, last: date) -> tuple[datetime, datetime]:
    return datetime.combine(first, time(), WIB), datetime.combine(last + timedelta(days=1), time(), WIB)

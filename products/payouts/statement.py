"""What a seller earned in a month and in a year, by the calendar on the wall."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet, Sum

from products.payments.models import Transfer
from products.payments.refund_states import TransferKind
from products.payouts.models import Payout, TaxThreshold
from products.payouts.states import PayoutState
from rumah.businesses.models import Business
from rumah.core import clock

ORDER = ("at", "id")
# What courier and cash move is no turnover.
SALES = (TransferKind.EARNED, TransferKind.REFUND)


@dataclass(frozen=True, slots=True)
class Month:
    """One month's figures in rupiah.

    `cash` is what the seller had in hand already, `parcels` what the house paid couriers for them (below zero),
    `paid_out` what was transferred.
    """

    year: int
    month: int
    sales: int
    refunds: int
    commission: int
    cash: int
    parcels: int
    paid_out: int

    @property
    def earned(self) -> int:
        """What the month adds to what the house owes the seller."""
        return self.sales + self.refunds - self.commission + self.cash + self.parcels


def parse_month(text: str) -> tuple[int, int]:
    """Return year and month of `2026-11`, or this month for anything else."""
    today = clock.today()
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.year, today.month
    return (day.year, day.month) if 2000 <= day.year <= today.year + 1 else (today.year, today.month)


def transfers_in(business: Business, year: int, month: int) -> QuerySet[Transfer]:
    """Return the month's transfers with their orders, oldest first."""
    rows = business.transfers.filter(at__gte=_start(year, month), at__lt=_after(year, month))
    return rows.select_related("order").order_by(*ORDER)


def month_of(business: Business, year: int, month: int) -> Month:
    """Return the month's figures, in two queries."""
    start, end = _start(year, month), _after(year, month)
    rows = business.transfers.filter(at__gte=start, at__lt=end)
    sums = rows.aggregate(
        earned=Sum("amount", filter=Q(kind=TransferKind.EARNED), default=0),
        kept=Sum("commission", filter=Q(kind=TransferKind.EARNED), default=0),
        back=Sum("amount", filter=Q(kind=TransferKind.REFUND), default=0),
        returned=Sum("commission", filter=Q(kind=TransferKind.REFUND), default=0),
        cash=Sum("amount", filter=Q(kind=TransferKind.CASH), default=0),
        parcels=Sum("amount", filter=Q(kind=TransferKind.PARCEL), default=0),
    )
    paid = business.payouts.filter(state=PayoutState.PAID, paid_at__gte=start, paid_at__lt=end)
    return Month(
        year, month, sales=sums["earned"] + sums["kept"], refunds=sums["back"] + sums["returned"],
        commission=sums["kept"] + sums["returned"], cash=sums["cash"], parcels=sums["parcels"],
        paid_out=paid.aggregate(sum=Sum("amount", default=0))["sum"],
    )  # fmt: skip


def turnover(business: Business, year: int) -> int:
    """Return the year's sales less refunds, before commission: what the tax office calls turnover."""
    rows = business.transfers.filter(at__gte=_start(year, 1), at__lt=_after(year, 12), kind__in=SALES)
    sums = rows.aggregate(amount=Sum("amount", default=0), kept=Sum("commission", default=0))
    return int(sums["amount"] + sums["kept"])


@dataclass(frozen=True, slots=True)
class Against:
    """A threshold and how far this year's turnover is from it; `percent` is at most 100."""

    threshold: TaxThreshold
    turnover: int

    @property
    def percent(self) -> int:
        """How much of it is reached."""
        return min(100, self.turnover * 100 // self.threshold.amount)

    @property
    def is_reached(self) -> bool:
        """Whether the rule behind it holds."""
        return self.turnover > self.threshold.amount


def against_thresholds(year_turnover: int, *, on: date) -> list[Against]:
    """Return the thresholds that hold on a day, lowest first, with the turnover against each."""
    rows = TaxThreshold.objects.filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)
    return [Against(row, year_turnover) for row in rows.order_by("amount", "-valid_from")]


def open_payout(business: Business) -> Payout | None:
    """Return the payout that is on its way, if there is one."""
    return business.payouts.exclude(state=PayoutState.PAID).first()


def _start(year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=clock.ZONES["WIB"])


def _after(year: int, month: int) -> datetime:
    return _start(year + month // 12, month % 12 + 1)

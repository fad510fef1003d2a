"""What the rows say of a business today, in a bounded number of queries; all judging is done elsewhere."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F, Min, Q, Sum

from products.care.models import Complaint
from products.care.states import Party
from products.catalogue.models import Product, ProductPhoto
from products.catalogue.states import Halal
from products.labels.queries import label_views
from products.orders.models import Order
from products.orders.states import Fulfilment
from products.payments.providers import available
from products.payouts.models import PayoutAccount
from products.readiness.models import Answer
from rumah.businesses.models import Business, Permit
from rumah.core import clock
from rumah.core.models import AuditEntry

YEAR, HALF, QUARTER = timedelta(days=365), timedelta(days=182), timedelta(days=90)
DAY = timedelta(hours=24)
# Read at most so many rows of a kind: a share of the newest says as much as a share of all.
MOST_PRODUCTS, MOST_ORDERS, MOST_REPLIES = 100, 1_000, 40
GOOD_SIDE = 600
# Faults of the photo itself. A lively background is a matter of taste: the check speaks of it, the rubric does not.
FAULTS = frozenset({"blurred", "dark", "bright"})
INSTANT = frozenset({"qris", "va", "xendit"})
ANSWERED = (Fulfilment.TO_ACCEPT, Fulfilment.TO_SHIP, Fulfilment.SHIPPED, Fulfilment.COMPLETED)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One product on show (by its key): photos, letters of its description, what it says of halal and of its label.

    Of the photos `good` are large enough, and `sound` are those of them in which the check finds no fault.
    """

    photos: int
    good: int
    letters: int
    is_food: bool
    is_non_halal: bool
    has_label: bool = False
    sound: int = 0
    product: int = 0


@dataclass(frozen=True, slots=True)
class Sale:
    """One completed order: where it went (empty for a pickup) and who bought, by phone."""

    region_code: str
    buyer: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the items are seen from; `now` is the moment it was read. Money in rupiah."""

    business: Business
    now: datetime
    permits: list[Permit] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    shelf: list[Shelf] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    sold_recently: int = 0
    sold_before: int = 0
    replies: list[bool] = field(default_factory=list)
    house_takes_instant: bool = False
    has_account: bool = False


def read(business: Business) -> Facts:
    """Read the facts: fourteen queries, each bounded by one shop's own rows."""
    now = clock.now()
    recently, before = _sold(business, now)
    return Facts(
        business=business, now=now, permits=list(business.permits.defer("file")),
        answers=dict(Answer.objects.filter(business=business).values_list("code", "value")),
        shelf=_shelf(business), sales=_sales(business, now), sold_recently=recently, sold_before=before,
        replies=[*_accepted(business, now), *_complaints(business, now)],
        house_takes_instant=any(one.code in INSTANT for one in available()),
        has_account=PayoutAccount.objects.filter(business=business).exists(),
    )  # fmt: skip


def _shelf(business: Business) -> list[Shelf]:
    rows = list(
        business.products.filter(is_listed=True).select_related("category", "business")
        .order_by("-listed_at", "-pk")[:MOST_PRODUCTS]
    )  # fmt: skip
    labels, photos = label_views(rows), _photos(rows)
    return [
        Shelf(
            len(photos[row.pk]), sum(large for large, _sound in photos[row.pk]), len(row.description),
            row.category.is_food, row.halal == Halal.NON_HALAL, labels[row.pk].is_whole,
            sum(large and sound for large, sound in photos[row.pk]), row.pk,
        )
        for row in rows
    ]  # fmt: skip


def _photos(rows: list[Product]) -> defaultdict[int, list[tuple[bool, bool]]]:
    """Return of each product's photos whether they are large enough, and whether the check finds no fault in them.

    A photo that no check has seen yet is not to blame for that.
    """
    found: defaultdict[int, list[tuple[bool, bool]]] = defaultdict(list)
    photos = ProductPhoto.objects.filter(product__in=rows).order_by("product", "position", "pk")
    for product, width, height, findings in photos.values_list("product_id", "width", "height", "findings"):
        found[product].append((min(width, height) >= GOOD_SIDE, not FAULTS.intersection(findings.get("problems", ()))))
    return found


def _sales(business: Business, now: datetime) -> list[Sale]:
    rows = business.orders.filter(fulfilment=Fulfilment.COMPLETED, placed_at__gte=now - YEAR)
    found = rows.order_by("-placed_at", "-pk").values_list("purchase__region_code", "purchase__buyer_phone", "delivery")
    return [Sale("" if way == "pickup" else code, phone) for code, phone, way in found[:MOST_ORDERS]]


def _sold(business: Business, now: datetime) -> tuple[int, int]:
    """Return what was sold in the last half year and in the one before, without what was given back."""
    late, early = Q(placed_at__gte=now - HALF), Q(placed_at__lt=now - HALF)
    rows = business.orders.filter(fulfilment=Fulfilment.COMPLETED, placed_at__gte=now - 2 * HALF, placed_at__lte=now)
    kept = F("items_total") - F("refunded")
    found = rows.aggregate(late=Sum(kept, filter=late), early=Sum(kept, filter=early))
    return max(found["late"] or 0, 0), max(found["early"] or 0, 0)


def _accepted(business: Business, now: datetime) -> list[bool]:
    """Return of each newest order whether it was taken on within a day; one still inside its day says nothing."""
    orders = list(
        business.orders.filter(fulfilment__in=ANSWERED, placed_at__gte=now - QUARTER)
        .order_by("-placed_at", "-pk")[:MOST_REPLIES]
    )  # fmt: skip
    moves = AuditEntry.objects.filter(
        target_type=Order._meta.label_lower, target_id__in=[str(order.pk) for order in orders], verb="orders.fulfilment"
    )
    asked: dict[str, datetime] = {}
    taken: dict[str, datetime] = {}
    for key, at, data in moves.order_by("pk").values_list("target_id", "at", "data"):
        if data.get("after") == Fulfilment.TO_ACCEPT:
            asked[key] = at
        elif data.get("after") == Fulfilment.TO_SHIP:
            taken.setdefault(key, at)
    return _in_time(
        [(asked.get(str(order.pk), order.placed_at), taken.get(str(order.pk))) for order in orders], now
    )  # fmt: skip


def _complaints(business: Business, now: datetime) -> list[bool]:
    rows = Complaint.objects.filter(business=business, opened_at__gte=now - QUARTER)
    first = Min("steps__at", filter=Q(steps__party=Party.SELLER))
    found = rows.annotate(first=first).order_by("-opened_at", "-pk").values_list("opened_at", "first")[:MOST_REPLIES]
    return _in_time(list(found), now)


def _in_time(rows: list[tuple[datetime, datetime | None]], now: datetime) -> list[bool]:
    return [(done or now) - asked <= DAY for asked, done in rows if done is not None or now - asked > DAY]

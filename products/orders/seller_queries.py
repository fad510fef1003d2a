"""Reads for a seller's own pages; every one starts from the business, and none counts a whole table."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from products.orders.models import Order, OrderLine, Shipment
from products.orders.states import Fulfilment
from rumah.businesses.models import Business
from rumah.core import keyset

CAP = 99
SIZE = 20
SHORTEST, LONGEST = 3, 60
# In the order of what a seller has to do.
BUCKETS = (
    Fulfilment.TO_ACCEPT, Fulfilment.TO_SHIP, Fulfilment.WAITING, Fulfilment.SHIPPED, Fulfilment.COMPLETED,
    Fulfilment.CANCELLED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bucket:
    """One of the seller's buckets and how many orders are in it, as people read it (`99+`)."""

    code: str
    label: str
    count: str


def buckets_of(business: Business) -> list[Bucket]:
    """Return the buckets with their numbers; each stops counting at 100."""
    return [Bucket(code, str(code.label), _count(business.orders.filter(fulfilment=code))) for code in BUCKETS]


def _count(orders: QuerySet[Order]) -> str:
    count = orders.order_by()[: CAP + 1].count()
    return f"{CAP}+" if count > CAP else str(count)


def in_bucket(business: Business, bucket: str, *, cursor: str = "") -> keyset.Page[Order]:
    """Return one bucket, newest first, with purchase and lines."""
    return _page(business.orders.filter(fulfilment=bucket), cursor)


def found(business: Business, words: str, *, cursor: str = "") -> keyset.Page[Order]:
    """Return the seller's orders whose number begins with `words` or whose buyer's name holds them, newest first."""
    number = words.upper() if words.upper().startswith("RK-") else f"RK-{words.upper()}"
    wanted = Q(number__startswith=number) | Q(purchase__buyer_name__icontains=words)
    return _page(business.orders.filter(wanted), cursor)


def _page(orders: QuerySet[Order], cursor: str) -> keyset.Page[Order]:
    rows = orders.select_related("purchase").prefetch_related("lines", "shipments")
    return keyset.page(rows, order=("-placed_at", "-id"), cursor=cursor, size=SIZE)


def whole(business: Business) -> QuerySet[Order]:
    """Return the seller's orders with everything the order page and the papers show, in four queries."""
    lines = OrderLine.objects.select_related("variant__product", "variant__photo").order_by("pk")
    shipments = Shipment.objects.prefetch_related("lines__line").order_by("pk")
    return business.orders.select_related("purchase", "business").prefetch_related(
        Prefetch("lines", queryset=lines), Prefetch("shipments", queryset=shipments)
    )

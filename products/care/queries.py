"""Reads of care: what a page shows of reviews and complaints, and whether a complaint holds an order's money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet

from products.care.models import BusinessRating, Complaint, ProductRating, Review
from products.care.reviews.rating import Rating
from products.care.states import OPEN_STATES, ComplaintState
from products.catalogue.models import Product
from products.orders.models import Order, OrderLine, Purchase
from rumah.businesses.models import Business
from rumah.core import clock, keyset
from rumah.core.prepared import Prepared

NEWEST = ("-created_at", "-id")
LOW, LOW_DAYS = 2, timedelta(days=14)
NEWEST_OF: Prepared[Any] = Prepared(
    lambda product: (
        Review.objects.filter(
            pk__in=Review.objects.filter(product=product, hidden_at=None).order_by(*NEWEST).values("pk")[:3]
        )
        .annotate(shot=F("photos__renditions"))
        .order_by(*NEWEST, "photos__position", "photos__id")
    )
)


def open_complaint_exists(order_id: int) -> bool:
    """Whether a complaint holds this order: it must not complete by itself, and its money stays. One query."""
    return Complaint.objects.filter(order=order_id, state__in=OPEN_STATES).exists()


def open_complaint(order: Order) -> Complaint | None:
    """Return the order's open complaint, the oldest where there are several. One query, none where there is none."""
    if not order.held_by_dispute:
        return None
    return Complaint.objects.filter(order=order, state__in=OPEN_STATES).order_by("pk").first()


def product_rating(product_id: int) -> Rating:
    """Return the stored counters, in one query."""
    row = ProductRating.objects.filter(pk=product_id).first()
    return Rating(row.count, row.stars) if row else Rating()


def rating_of(product: Product) -> Rating:
    """Return the counters of a product that was read with `rating` joined, without a query."""
    try:
        row: ProductRating = product.rating
    except ProductRating.DoesNotExist:
        return Rating()
    return Rating(row.count, row.stars)


def business_rating(business_id: int) -> Rating:
    """Return the stored counters over all products, in one query."""
    row = BusinessRating.objects.filter(pk=business_id).first()
    return Rating(row.count, row.stars) if row else Rating()


def reviews_of_product(product_id: int, *, cursor: str = "", size: int = 20) -> keyset.Page[Review]:
    """Return the shown reviews with their photos, newest first, in two queries."""
    shown = Review.objects.filter(product=product_id, hidden_at=None).prefetch_related("photos")
    return keyset.page(shown, order=NEWEST, cursor=cursor, size=size)


def newest_reviews(product_id: int) -> list[tuple[Review, list[dict[str, Any]]]]:
    """Return the three newest shown reviews, each with the renditions of its photos, in one query."""
    found: list[tuple[Review, list[dict[str, Any]]]] = []
    for row in NEWEST_OF(product=product_id):
        if not found or found[-1][0] != row:
            found.append((row, []))
        # A row for each photo; the only one of a review without any has none.
        if row.shot:
            found[-1][1].append(row.shot)
    return found


def reviews_of_business(business: Business, *, cursor: str = "", size: int = 20) -> keyset.Page[Review]:
    """Return all reviews of a seller's products for the seller, hidden ones included, in two queries."""
    rows = business.reviews.select_related("product").prefetch_related("photos")
    return keyset.page(rows, order=NEWEST, cursor=cursor, size=size)


def complaints_of_business(business: Business, *, cursor: str = "", size: int = 20) -> keyset.Page[Complaint]:
    """Return a seller's complaints, newest first, in one query."""
    rows = business.complaints.select_related("line", "order")
    return keyset.page(rows, order=("-opened_at", "-id"), cursor=cursor, size=size)


def line_of(purchase: Purchase, line_id: int) -> OrderLine | None:
    """Return the purchase's own line with product and order, or None for a line of another."""
    lines = OrderLine.objects.filter(order__purchase=purchase, pk=line_id)
    return lines.select_related("order__business", "order__purchase", "variant__product").first()


def complaint_of(purchase: Purchase, complaint_id: int) -> Complaint | None:
    """Return the purchase's own complaint, or None."""
    return _full(Complaint.objects.filter(order__purchase=purchase, pk=complaint_id))


def complaint_of_business(business: Business, complaint_id: int) -> Complaint | None:
    """Return the seller's own complaint, or None."""
    return _full(Complaint.objects.filter(business=business, pk=complaint_id))


def complaint_for_staff(complaint_id: int) -> Complaint | None:
    """Return any complaint, or None; only for those who may see them all."""
    return _full(Complaint.objects.filter(pk=complaint_id))


def _full(found: Any) -> Complaint | None:
    related = found.select_related("line__variant__product", "order__purchase", "order__business", "business")
    row: Complaint | None = related.prefetch_related("steps", "photos").first()
    return row


@dataclass(slots=True)
class LineCare:
    """What has been said of one line: its review, and its newest complaint."""

    review: Review | None = None
    complaint: Complaint | None = None


def care_of(orders: Sequence[Order]) -> dict[int, LineCare]:
    """Return by line id what has been said, in two queries; none for orders that nobody has received or been sent."""
    ids = [order.pk for order in orders if order.fulfilment in {"shipped", "completed"}]
    found: dict[int, LineCare] = {}
    if not ids:
        return found
    for review in Review.objects.filter(line__order__in=ids).only("line_id", "stars", "hidden_at"):
        found.setdefault(review.line_id, LineCare()).review = review
    for complaint in Complaint.objects.filter(order__in=ids).order_by("pk"):
        found.setdefault(complaint.line_id, LineCare()).complaint = complaint
    return found


def escalated() -> QuerySet[Complaint]:
    """Return the complaints that wait for the house's decision."""
    return Complaint.objects.filter(state=ComplaintState.ESCALATED)


def low_reviews() -> QuerySet[Review]:
    """Return what is shown of the last 14 days with one or two stars: abuse and broken goods are found there first."""
    return Review.objects.filter(stars__lte=LOW, hidden_at=None, created_at__gt=clock.now() - LOW_DAYS)

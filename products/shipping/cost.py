"""What a booked courier costs the house goes into the books; what was cut off before that a task makes up for."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F, Q, QuerySet

from products.orders.models import Order, Purchase
from products.payments.courier_cost import courier_cost
from products.shipping.carriers.base import Booking
from products.shipping.models import CourierBooking
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.core.locking import locked_one

log = structlog.get_logger(__name__)
BATCH = 200
# At these ages the carrier is asked once more: a message about a new price may be lost, and parcels are weighed again.
AGES = (timedelta(days=1), timedelta(days=3), timedelta(days=7), timedelta(days=14), timedelta(days=30))


def price(*, booking: CourierBooking, said: Booking) -> None:
    """Keep the price that the carrier names now, and bring it into the books. One it does not name changes nothing."""
    if said.rupiah is not None:
        CourierBooking.objects.filter(pk=booking.pk).update(rupiah=said.rupiah)
        noted(booking_id=booking.pk)


def noted(*, booking_id: int) -> bool:
    """Bring the books to what the booking's row says; twice is once. Return whether they say it now.

    While somebody keeps the order they do not: `note_costs` comes back to it.
    """
    rows = CourierBooking.objects.filter(pk=booking_id)
    order_id, purchase_id = rows.values_list("order", "order__purchase").get()
    try:
        with transaction.atomic():
            # In the order in which everybody takes them; the price is read under them, so that the newest counts.
            locked_one(Purchase.objects.filter(pk=purchase_id))
            order = locked_one(Order.objects.filter(pk=order_id))
            row = locked_one(rows)
            if row.rupiah is not None and row.rupiah != row.noted:
                courier_cost(order=order, reference=row.reference, rupiah=row.rupiah)
                rows.update(noted=row.rupiah)
    except DomainError as error:
        log.info("courier_cost_waits", booking=booking_id, why=str(error))
        return False
    return True


def note_costs() -> int:
    """Note what is not in the books yet, oldest first; return how many bookings were dealt with."""
    due = CourierBooking.objects.filter(Q(noted__lt=F("rupiah")) | Q(noted__gt=F("rupiah"))).order_by("asked_at")
    return sum(noted(booking_id=booking_id) for booking_id in list(due.values_list("pk", flat=True)[:BATCH]))


def to_ask_again(now: datetime) -> QuerySet[CourierBooking]:
    """Return the bookings that reached an age since the carrier was last asked about them, oldest first."""
    due = Q()
    for age in AGES:
        due |= Q(asked_at__lte=now - age) & (Q(checked_at=None) | Q(checked_at__lt=F("asked_at") + age))
    made = CourierBooking.objects.filter(due, carrier_id__isnull=False, asked_at__gt=now - AGES[-1] - timedelta(days=5))
    return made.order_by("asked_at")


def claim(booking: CourierBooking) -> bool:
    """Whether this worker is the one who asks about it now: two never do, and what is silent waits for its next age."""
    seen = CourierBooking.objects.filter(pk=booking.pk, checked_at=booking.checked_at)
    return bool(seen.update(checked_at=clock.now()))

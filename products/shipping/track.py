"""Take in where a booked parcel is and what it costs. It moves the shipment's own word, its number and that cost.

A message about a booking that got no answer is the answer: only then does it hand the order's pieces over.
"""

from datetime import timedelta

import structlog
from django.db import transaction

from products.orders.models import Shipment
from products.shipping import cost
from products.shipping.book import answered, finish
from products.shipping.carriers.base import Booking, Carrier
from products.shipping.models import BookingState, CourierBooking
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Unavailable
from rumah.core.locking import locked

# How long a message may still be the answer to what was asked for.
AWAITED = timedelta(days=7)
BATCH = 50
log = structlog.get_logger(__name__)


def track(*, carrier: Carrier, booking_id: str) -> bool:
    """Ask the carrier and write down its answer; return whether it is a parcel of ours.

    A message only says that something may have changed: what it claims is never believed. Raises Down or Refused.
    """
    ours = Shipment.objects.filter(carrier=carrier.code, carrier_id=booking_id)
    if not ours.exists() and not _is_awaited(carrier, booking_id):
        return False
    now = carrier.fetch(booking_id)
    if now.id != booking_id:
        return False
    _adopt(carrier, now)
    with transaction.atomic():
        for shipment in locked(ours):
            _move(shipment, now)
            return True
    return CourierBooking.objects.filter(carrier=carrier.code, carrier_id=booking_id).exists()


def track_old(*, carrier: Carrier) -> int:
    """Ask once more about the bookings that came to an age; return how many. A silent carrier ends the turn."""
    count = 0
    for booking in list(cost.to_ask_again(clock.now())[:BATCH]):
        if not cost.claim(booking):
            continue
        try:
            track(carrier=carrier, booking_id=str(booking.carrier_id))
        except Unavailable:
            break
        except DomainError as error:
            log.info("parcel_unknown", booking=booking.reference, why=str(error))
        count += 1
    return count


def _is_awaited(carrier: Carrier, booking_id: str) -> bool:
    """Whether something was asked for that may be this booking, or this booking was not handed over yet."""
    mine = CourierBooking.objects.filter(carrier=carrier.code)
    unanswered = mine.filter(
        state__in=(BookingState.ASKED, BookingState.DROPPED), carrier_id=None, asked_at__gt=clock.now() - AWAITED
    )
    return mine.filter(carrier_id=booking_id).exists() or unanswered.exists()


def _adopt(carrier: Carrier, now: Booking) -> None:
    """Give an unanswered booking the carrier's number, which names our reference; hand over what was not."""
    mine = CourierBooking.objects.filter(carrier=carrier.code)
    booking = mine.filter(carrier_id=now.id).first()
    if booking is None and now.reference:
        booking = mine.filter(reference=now.reference, carrier_id=None).exclude(state=BookingState.REFUSED).first()
    if booking is None:
        return
    answered(booking=booking, said=now)
    cost.price(booking=booking, said=now)
    try:
        finish(booking=booking)
    except Conflict:
        # The order went another way: the seller's page says that this courier is to be called off.
        audit.record("shipping.stray", booking, booking=now.id)


def _move(shipment: Shipment, now: Booking) -> None:
    before = shipment.tracking
    # A word we do not know changes nothing; a number that was given is not taken away.
    shipment.tracking = now.tracking or before
    shipment.tracking_number = now.waybill or shipment.tracking_number
    shipment.tracked_at = clock.now()
    shipment.save(update_fields=["tracking", "tracking_number", "tracked_at"])
    if shipment.tracking != before:
        audit.record("shipping.tracked", shipment, before=before, after=shipment.tracking)

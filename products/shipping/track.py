"""Take in where a booked parcel is. It moves the shipment's own word and its number: never the order, never money."""

from django.db import transaction

from products.orders.models import Shipment
from products.shipping.carriers.base import Carrier
from rumah.core import audit, clock
from rumah.core.locking import locked_one


def track(*, carrier: Carrier, booking_id: str) -> bool:
    """Ask the carrier and write down its answer; return whether it is a parcel of ours.

    A message only says that something may have changed: what it claims is never believed. Raises Down or Refused.
    """
    ours = Shipment.objects.filter(carrier=carrier.code, carrier_id=booking_id)
    if not ours.exists():
        return False
    now = carrier.fetch(booking_id)
    if now.id != booking_id:
        return False
    with transaction.atomic():
        shipment = locked_one(ours)
        before = shipment.tracking
        # A word we do not know changes nothing; a number that was given is not taken away.
        shipment.tracking = now.tracking or before
        shipment.tracking_number = now.waybill or shipment.tracking_number
        shipment.tracked_at = clock.now()
        shipment.save(update_fields=["tracking", "tracking_number", "tracked_at"])
        if shipment.tracking != before:
            audit.record("shipping.tracked", shipment, before=before, after=shipment.tracking)
    return True

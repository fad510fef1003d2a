"""An owner asks for the look; the house promises a day."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from products.catalogue import standing
from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.core import audit, clock
from rumah.core.locking import locked_one
from rumah.verification.models import Decision, Inspection
from rumah.verification.promise import promised_day

BATCH = 500


def submit(*, business: Business, actor: Any) -> Business:
    """Put the business into the queue with its promise. Raises DomainError with all that is still missing."""
    with transaction.atomic():
        row = standing.submit(business=business, actor=actor)
        if row.standing == Standing.SUBMITTED:
            promise(row)
    return row


def promise(business: Business) -> Inspection:
    """Return the open wait of a submitted business, made where there is none. Inside the caller's transaction."""
    asked = business.submitted_at or clock.now()
    fresh = Inspection(business=business, submitted_at=asked, promised_on=promised_day(asked))
    # Two at once: the index lets one in, and both read that one.
    Inspection.objects.bulk_create([fresh], ignore_conflicts=True)
    return Inspection.objects.get(business=business, decided_at=None)


def adopt() -> int:
    """Bring the queue in line with the standings, whatever way they were changed; return how many rows it wrote.

    A submission that came by another way than `submit` gets its promise here, and a wait whose business is no longer
    submitted ends.
    """
    waits = Inspection.objects.filter(business=OuterRef("pk"), decided_at=None)
    lacking = Business.objects.filter(standing=Standing.SUBMITTED).exclude(Exists(waits))
    rows = list(lacking.only("pk", "submitted_at").order_by("pk")[:BATCH])
    for business in rows:
        with transaction.atomic():
            promise(business)
    ended = 0
    left = Inspection.objects.filter(decided_at=None).exclude(business__standing=Standing.SUBMITTED)
    for one in left.order_by("pk")[:BATCH]:
        with transaction.atomic():
            # The business before its wait, as everywhere: a decision on its way is over by then, or has not begun.
            business = locked_one(Business.objects.filter(pk=one.business_id).only("pk", "standing"))
            mine = Inspection.objects.filter(pk=one.pk, decided_at=None)
            if business.standing != Standing.SUBMITTED and mine.update(decision=Decision.GONE, decided_at=clock.now()):
                audit.record("verification.gone", one)
                ended += 1
    return len(rows) + ended

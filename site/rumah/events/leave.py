"""Give a seat back."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from rumah.core import audit, clock
from rumah.core.errors import Conflict, Problem
from rumah.core.locking import locked_one
from rumah.events.models import EventPage, Gathering, Registration


@transaction.atomic
def leave(*, registration: Registration, event: EventPage) -> Registration:
    """Cancel the registration and free its seat; a second time changes nothing.

    Raises Conflict (`past`) once the event has begun.
    """
    locked_one(Gathering.objects.filter(pk=registration.gathering_id))
    row = locked_one(Registration.objects.filter(pk=registration.pk))
    if row.state == Registration.State.CANCELLED:
        return row
    if event.starts_at <= clock.now():
        raise Conflict(Problem(_("Acara ini sudah dimulai."), code="past"))
    row.state, row.cancelled_at = Registration.State.CANCELLED, clock.now()
    row.save(update_fields=["state", "cancelled_at"])
    Gathering.objects.filter(pk=row.gathering_id, taken__gt=0).update(taken=F("taken") - 1)
    audit.record("events.leave", row, event=event.title)
    return row

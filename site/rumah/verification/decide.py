"""The decision on a submitted business: its documents and its standing in one step, by whoever has it."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue import standing
from rumah.businesses.models import Business
from rumah.businesses.permits import check_permit
from rumah.core import clock
from rumah.core.errors import Conflict
from rumah.core.locking import locked
from rumah.verification.models import Decision, Inspection
from rumah.verification.take import held_words


def verify(*, business: Business, actor: Any, checked: Collection[int] = ()) -> Business:
    """Show the business; `checked` are the permits whose number and file agree.

    Raises Conflict when a colleague has it, or when it does not wait any more.
    """
    with transaction.atomic():
        for permit in business.permits.filter(pk__in=checked).order_by("pk"):
            check_permit(permit=permit, actor=actor)
        row = standing.verify(business=business, actor=actor)
        _close(row, Decision.VERIFIED, actor)
    return row


def send_back(*, business: Business, actor: Any, reason: str) -> Business:
    """Return the submission with what the owner must mend. Raises DomainError without it, Conflict as `verify`."""
    with transaction.atomic():
        row = standing.send_back(business=business, actor=actor, reason=reason)
        _close(row, Decision.SENT_BACK, actor)
    return row


def _close(business: Business, decision: Decision, actor: Any) -> None:
    """End the wait. The standing moved just before in this transaction, so its lock is held."""
    now = clock.now()
    for row in locked(Inspection.objects.filter(business=business, decided_at=None)):
        if row.taken_by_id not in {None, actor.pk}:
            # A colleague may be writing a reason right now: taking it over is a step of its own.
            raise Conflict(held_words(row) + " " + _("Ambil alih dulu bila Anda yang memutuskan."))
        row.decision, row.decided_at, row.decided_by = decision, now, actor
        row.was_kept = clock.local(now).date() <= row.promised_on
        row.save(update_fields=["decision", "decided_at", "decided_by", "was_kept"])

"""Money that was there and is gone: a bank took it back after the provider had called it settled."""

from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from products.payments.models import Attempt
from products.payments.providers import provider
from products.payments.states import AttemptState
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked_one

log = structlog.get_logger(__name__)


def look_again(*, attempt_id: UUID) -> Attempt:
    """Ask the provider whether settled money is still there and note it when it is not (and when it is back).

    What becomes of the goods is for a person to say. Raises Unavailable when the provider does not answer.
    """
    attempt = Attempt.objects.get(pk=attempt_id)
    if attempt.state != AttemptState.SETTLED:
        return attempt
    is_there = provider(attempt.provider).fetch(attempt).status in {"paid", "open"}
    with transaction.atomic():
        mine = locked_one(Attempt.objects.filter(pk=attempt_id))
        mine.checked_at = clock.now()
        if is_there == (mine.withdrawn_at is None):
            mine.save(update_fields=["checked_at"])
            return mine
        mine.withdrawn_at = None if is_there else clock.now()
        mine.save(update_fields=["checked_at", "withdrawn_at"])
        audit.record("payments.withdrawn", mine, is_there=is_there, amount=mine.received)
    if not is_there:
        log.error("payment_withdrawn", attempt=str(attempt_id))
    return mine


def attend(*, attempt: Attempt, note: str, actor: Any) -> Attempt:
    """Note what a person did about withdrawn money, and take it off the list. Raises Conflict when it is not on it."""
    note = note.strip()[:300]
    if not note:
        raise DomainError(Problem(_("Tulis apa yang sudah dilakukan."), "note"))
    with transaction.atomic():
        mine = locked_one(Attempt.objects.filter(pk=attempt.pk))
        if mine.withdrawn_at is None or mine.attended_at is not None:
            raise Conflict(_("Pembayaran ini tidak menunggu penanganan."))
        mine.attended_at, mine.last_error = clock.now(), note
        mine.save(update_fields=["attended_at", "last_error"])
        audit.record("payments.attended", mine, actor=actor, note=note)
        return mine

"""Refunds that a provider neither makes nor refuses: a person asks there, and says what became of them."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from products.payments.models import Attempt, Refund
from products.payments.refund_send import apply
from products.payments.refund_states import RefundState
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_line

# Cards take the longest: banks say up to ten working days.
ON_THE_WAY = timedelta(days=14)
# How long a provider may be silent to a refund before somebody calls there.
UNANSWERED = timedelta(days=2)


def stuck() -> QuerySet[Refund]:
    """Return the refunds on their way, or not even asked for with success, for longer than that takes."""
    now = clock.now()
    away = Q(state=RefundState.SENT, requested_at__lt=now - ON_THE_WAY)
    return Refund.objects.filter(away | Q(state=RefundState.DUE, requested_at__lt=now - UNANSWERED))


def take_over(*, refund: Refund, arrived: bool, note: str, actor: Any) -> Refund:
    """Say for the provider whether the buyer has the money; without it a person transfers it.

    Raises NotAllowed, DomainError (field `note`), and Conflict for a refund that is not stuck (any more).
    """
    if not actor.has_perm("payments.change_attempt"):
        raise NotAllowed(_("Anda tidak boleh mengurus pengembalian dana."))
    line = clean_line(note)[:200]
    if not line:
        raise DomainError(Problem(_("Tulis apa kata penyedia pembayaran."), "note"))
    with transaction.atomic():
        # The payment first, as everybody takes it who moves its refunds.
        locked_one(Attempt.objects.filter(refunds=refund.pk))
        if not stuck().filter(pk=refund.pk).exists():
            raise Conflict(_("Pengembalian ini tidak menunggu petugas."))
        row = apply(refund.pk, RefundState.DONE if arrived else RefundState.FAILED, error=line)
        audit.record("payments.take_over", row, actor=actor, arrived=arrived, note=line)
        return row

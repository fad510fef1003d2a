"""Send money back: the provider is asked outside the lock, and a person takes over what it will not do."""

from datetime import timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F, Q

from products.payments import book, book_withdrawn, refund_messages
from products.payments.models import Attempt
from products.payments.providers import provider
from products.payments.providers.base import Refused
from products.payments.refund_models import Refund
from products.payments.refund_states import REFUND_ALLOWED, RefundState
from rumah.core import audit, clock
from rumah.core.errors import Unavailable
from rumah.core.locking import locked_one

log = structlog.get_logger(__name__)
PAUSE = timedelta(minutes=1)
# A refund on its way takes days; asking every quarter of an hour is often enough.
PATIENCE = timedelta(minutes=15)
BATCH = 50


def send(*, refund_id: UUID) -> Refund:
    """Bring one refund a step further; safe to repeat and to run at once, the provider knows it by its key.

    Raises Down when the provider is silent: nothing is changed then.
    """
    row = Refund.objects.select_related("attempt").get(pk=refund_id)
    attempt = row.attempt
    if attempt is None or row.state not in {RefundState.DUE, RefundState.SENT}:
        return row
    if row.state == RefundState.DUE and attempt.withdrawn_at:
        return apply(refund_id, RefundState.DONE)
    if row.state == RefundState.DUE and (why := _cannot(row, attempt)):
        return apply(refund_id, RefundState.MANUAL, error=why)
    try:
        to, reference = _ask(row, attempt)
    except Refused as error:
        return apply(refund_id, RefundState.FAILED, error=str(error.__cause__ or error))
    return apply(refund_id, to, reference=reference)


def send_due() -> int:
    """Work on what is due or on its way, longest unasked first; return how many. A silent provider is left out."""
    now = clock.now()
    new = Q(state=RefundState.DUE) & (Q(tried_at=None) | Q(tried_at__lte=now - PAUSE))
    away = Q(state=RefundState.SENT, tried_at__lte=now - PATIENCE)
    rows = Refund.objects.filter(new | away, attempt__isnull=False).select_related("attempt")
    silent: set[str] = set()
    count = 0
    for row in rows.order_by(F("tried_at").asc(nulls_first=True))[:BATCH]:
        code = row.attempt.provider if row.attempt else ""
        # Moved forward before asking: two workers never ask twice, and what fails waits for its next turn.
        if code in silent or not rows.filter(pk=row.pk, tried_at=row.tried_at).update(tried_at=now):
            continue
        try:
            send(refund_id=row.pk)
            count += 1
        except Unavailable as error:
            silent.add(code)
            Refund.objects.filter(pk=row.pk).update(last_error=str(error.__cause__ or error)[:300])
        except Exception:  # one refund with something wrong about it must not stop the others
            log.exception("refund_failed", refund=str(row.pk))
    return count


def cover(row: Refund, attempt: Attempt) -> None:
    """Close a locked refund of a payment that its provider took back: the buyer has the money from there."""
    row.by_withdrawal = True
    move(row, RefundState.DONE)
    book_withdrawn.covered(row, attempt)
    refund_messages.covered(row)


def move(row: Refund, to: RefundState, *, actor: object = None, error: str = "") -> None:
    """Move a locked refund; does nothing when the table does not allow it. Done is booked by whoever calls."""
    if to not in REFUND_ALLOWED[row.state]:
        return
    before, row.state = row.state, to
    row.last_error = error[:300]
    if to == RefundState.DONE:
        row.closed_at, row.bank_name, row.account_number, row.account_holder = clock.now(), "", "", ""
    row.save()
    audit.record("payments.refund_state", row, actor=actor, before=before, after=to, amount=row.amount)


def _cannot(row: Refund, attempt: Attempt) -> str:
    """Return why the provider need not be asked, or an empty string."""
    able = provider(attempt.provider).capabilities()
    if not able.refund_days or (attempt.closed_at or attempt.created_at) < clock.now() - timedelta(able.refund_days):
        return "the provider takes nothing back (any more)"
    if not able.can_partial_refund and row.amount != attempt.received:
        return "the provider gives back all or nothing"
    return ""


def _ask(row: Refund, attempt: Attempt) -> tuple[RefundState, str]:
    house = provider(attempt.provider)
    if row.state == RefundState.DUE:
        returned = house.refund(attempt, row.amount, str(row.pk))
        return (RefundState.DONE if returned.done else RefundState.SENT), returned.reference
    match house.fetch_refund(attempt, row.reference):
        case "done":
            return RefundState.DONE, row.reference
        case "failed":
            return RefundState.FAILED, row.reference
    return RefundState.SENT, row.reference


def apply(refund_id: UUID, to: RefundState, *, reference: str = "", error: str = "") -> Refund:
    """Write down what became of a refund, under its payment's lock; a state that cannot follow changes nothing."""
    with transaction.atomic():
        # The payment first, as everybody takes it who moves its refunds.
        attempt = locked_one(Attempt.objects.filter(refunds=refund_id))
        row = locked_one(Refund.objects.filter(pk=refund_id).select_related("purchase"))
        if to not in REFUND_ALLOWED[row.state]:
            return row
        row.reference = reference or row.reference
        if attempt.withdrawn_at and to != RefundState.SENT:
            cover(row, attempt)
            return row
        move(row, to, error=error)
        match to:
            case RefundState.DONE:
                book.refund_done(row, by_hand=False)
                refund_messages.done(row)
            case RefundState.FAILED:
                move(row, RefundState.MANUAL, error=error or "failed at the provider")
        if row.state == RefundState.MANUAL:
            refund_messages.needs_account(row)
        return row

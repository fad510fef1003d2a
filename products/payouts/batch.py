"""Gather what sellers have earned into payouts: every transfer once, however often it is asked for."""

from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from products.payments.models import Transfer
from products.payouts.models import Payout, PayoutAccount, PayoutItem
from products.payouts.states import PayoutState
from rumah.businesses.models import Business
from rumah.core import audit, clock
from rumah.core.errors import Conflict
from rumah.core.locking import locked_one

log = structlog.get_logger(__name__)
OPEN = (PayoutState.READY, PayoutState.EXPORTED)


def unpaid(business: Business) -> int:
    """Return what the business has earned and is in no payout yet, in rupiah; may be below zero after refunds."""
    rows = Transfer.objects.filter(business=business, paid_in=None)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def batch(*, actor: Any = None) -> list[Payout]:
    """Make a payout for every business that is owed the minimum, has a confirmed account and no payout open."""
    open_ones = Payout.objects.filter(state__in=OPEN).values("business")
    owed = (
        Transfer.objects.filter(paid_in=None, business__payout_account__confirmed_at__isnull=False)
        .exclude(business__in=open_ones).values("business").annotate(sum=Sum("amount"))
        .filter(sum__gte=settings.PAYOUT_MIN_RUPIAH).order_by("business").values_list("business", flat=True)
    )  # fmt: skip
    made = []
    for business_id in list(owed):
        try:
            payout = batch_of(business_id=business_id, actor=actor)
        except Conflict:
            # Somebody else is at the same business; whoever was first has done it.
            log.info("payout_busy", business=business_id)
            continue
        if payout:
            made.append(payout)
    return made


def batch_of(*, business_id: int, actor: Any = None) -> Payout | None:
    """Make the payout of one business; None when it is not due one (any more)."""
    with transaction.atomic():
        # The account's row is the lock: who batches this business, and who changes where its money goes.
        account = locked_one(PayoutAccount.objects.filter(pk=business_id))
        if account.confirmed_at is None or Payout.objects.filter(business_id=business_id, state__in=OPEN).exists():
            return None
        rows = list(Transfer.objects.filter(business_id=business_id, paid_in=None).order_by("pk"))
        amount = sum(row.amount for row in rows)
        if amount < max(settings.PAYOUT_MIN_RUPIAH, 1):
            return None
        payout = Payout.objects.create(
            business_id=business_id, amount=amount, bank=account.bank, number=account.number, holder=account.holder,
            made_at=clock.now(),
        )  # fmt: skip
        PayoutItem.objects.bulk_create(PayoutItem(payout=payout, transfer=row) for row in rows)
        audit.record("payouts.batch", payout, actor=actor, amount=amount, transfers=len(rows))
        return payout

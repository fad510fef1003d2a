"""Close an order: the buyer has the goods, so the money is the seller's. One transaction for both."""

from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from products.orders import fulfil
from products.orders.models import Order, Purchase
from products.orders.states import Fulfilment
from products.payments.earn import earn
from products.payments.models import Attempt
from products.payments.states import AttemptState
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from rumah.core.locking import locked_one

log = structlog.get_logger(__name__)
BATCH = 100


def complete(*, order: Order, actor: Any = None) -> Order:
    """Complete a shipped order and write what its seller earned. Twice is once.

    Raises Conflict while a complaint is open and in a state that does not allow it.
    """
    with transaction.atomic():
        # The purchase first: every verb that moves money takes it first, so refund and completion cannot cross.
        locked_one(Purchase.objects.filter(pk=order.purchase_id))
        row = locked_one(Order.objects.filter(pk=order.pk))
        if _is_gone(row):
            raise Conflict(_("Pembayaran pesanan ini ditarik kembali oleh bank. Petugas sedang mengurusnya."))
        if row.held_by_dispute and row.fulfilment != Fulfilment.COMPLETED:
            raise Conflict(_("Keluhan atas pesanan ini masih terbuka. Selesaikan keluhannya dulu."))
        done = fulfil.complete(order=row, actor=actor)
        earn(done)
        return done


def _is_gone(order: Order) -> bool:
    # A second payment that is gone takes nothing from the first.
    paid = Attempt.objects.filter(purchase=order.purchase_id, state=AttemptState.SETTLED)
    return paid.filter(withdrawn_at__isnull=False, attended_at=None).exists()


def seller_may_complete(order: Order) -> bool:
    """Whether the seller themselves may say that the buyer has the goods: where they hand them over for cash.

    Otherwise it would be the seller who releases the buyer's money to the seller.
    """
    return order.fulfilment == Fulfilment.SHIPPED and order.cash_at is not None


def complete_by_seller(*, order: Order, actor: Any) -> Order:
    """Complete an order whose cash the seller has. Raises Conflict for money that the house holds for the buyer."""
    if order.fulfilment == Fulfilment.SHIPPED and not seller_may_complete(order):
        days = settings.AUTO_COMPLETE_DAYS
        text = _(
            "Pembeli yang menyatakan barang diterima; tanpa kabar, pesanan selesai sendiri %(days)d hari kemudian."
        )
        raise Conflict(text % {"days": days})
    return complete(order=order, actor=actor)


def complete_overdue() -> int:
    """Complete what was shipped long ago and nobody complained about; return how many."""
    until = clock.now() - timedelta(days=settings.AUTO_COMPLETE_DAYS)
    due = Order.objects.filter(fulfilment=Fulfilment.SHIPPED, held_by_dispute=False, changed_at__lte=until)
    count = 0
    for order in due.order_by("changed_at")[:BATCH]:
        try:
            complete(order=order)
            count += 1
        except DomainError as error:
            # A complaint was opened, or the buyer was quicker.
            log.info("auto_complete_skipped", order=order.number, why=str(error))
        except Exception:  # one order with something wrong about it must not stop the others
            log.exception("auto_complete_failed", order=order.number)
    return count

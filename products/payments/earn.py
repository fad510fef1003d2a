"""What a completed order earned its seller, once, and what its parcels cost."""

from datetime import datetime

from django.db import connection

from products.orders.models import Order
from products.orders.states import Fulfilment
from products.payments import book
from products.payments.courier_cost import charge
from products.payments.models import Attempt
from products.payments.refund_models import Transfer
from products.payments.refund_states import TransferKind
from products.payments.shares import commission, net
from products.payments.states import AttemptState
from rumah.core import audit, clock


def earn(order: Order, *, at: datetime | None = None) -> bool:
    """Write the transfer of an order whose purchase the caller has locked; return False when there is none to write.

    Money that never came (or that the seller does not have yet, in cash) is not earned: whoever notes it calls again.
    `at` is when it was earned, where that was not now.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("earn() belongs into the transaction that completed the order")
    if order.fulfilment != Fulfilment.COMPLETED or not _funded(order):
        return False
    if Transfer.objects.filter(order=order, kind=TransferKind.EARNED).exists():
        return False
    in_cash, at = order.cash_at is not None, at or clock.now()
    _write(order, TransferKind.EARNED, net(order, order.refunded), commission(order, order.refunded), at)
    if in_cash:
        _write(order, TransferKind.CASH, -order.total, 0, at)
    book.completed(order, in_cash=in_cash)
    audit.record("payments.earn", order, amount=net(order, order.refunded), cash=in_cash)
    charge(order)
    return True


def _funded(order: Order) -> bool:
    if order.cash_at is not None:
        return True
    return Attempt.objects.filter(purchase=order.purchase_id, state=AttemptState.SETTLED).exists()


def _write(order: Order, kind: TransferKind, amount: int, kept: int, at: datetime) -> None:
    Transfer.objects.create(
        order=order, business_id=order.business_id, kind=kind, reference=f"{kind}:{order.pk}", amount=amount,
        commission=kept, at=at,
    )  # fmt: skip

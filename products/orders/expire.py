"""End what was not paid: by the clock, or because the buyer changed their mind."""

from typing import Any

from django.db import transaction

from products.orders import cash, messages
from products.orders.models import Order, Purchase
from products.orders.states import Fulfilment, PaymentState
from products.orders.transition import move_order, move_payment
from products.orders.vouchers.give_back import give_back
from products.stock.close import release
from rumah.core import clock
from rumah.core.locking import locked, locked_one


def expire(*, purchase_id: int) -> bool:
    """Expire a purchase whose time is over and give its stock back. Returns False if it is no longer awaiting.

    The guard is checked again under the lock: a payment that has just landed wins.
    """
    with transaction.atomic():
        purchase = locked_one(Purchase.objects.filter(pk=purchase_id))
        if purchase.payment_state != PaymentState.AWAITING or purchase.expires_at > clock.now():
            return False
        _end(purchase, PaymentState.EXPIRED, None)
        messages.expired(purchase)
        return True


def cancel(*, purchase: Purchase, actor: Any = None) -> Purchase:
    """Cancel an unpaid purchase for its buyer. Raises Conflict when it is paid or over already.

    One that is paid in cash can be cancelled until the first seller took it on.
    """
    with transaction.atomic():
        mine = locked_one(Purchase.objects.filter(pk=purchase.pk))
        if mine.payment_state == PaymentState.CANCELLED:
            return mine
        if mine.payment_state == PaymentState.COD:
            cash.cancel_all(mine, actor=actor)
            return mine
        # Only what still waits can be cancelled; the table refuses the rest with a sentence.
        _end(mine, PaymentState.CANCELLED, actor)
        return mine


def _end(purchase: Purchase, state: PaymentState, actor: Any) -> None:
    move_payment(purchase, state, actor=actor)
    for order in locked(Order.objects.filter(purchase=purchase)):
        move_order(order, Fulfilment.CANCELLED, actor=actor)
    release(reference=purchase.number)
    give_back(purchase=purchase)

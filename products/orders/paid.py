"""The money is there: make it so in the house, or say that it must go back."""

from datetime import datetime

from django.db import connection, transaction

from products.orders import messages
from products.orders.models import Order, OrderLine, Purchase
from products.orders.states import Fulfilment, PaymentState
from products.orders.transition import move_order, move_payment
from products.orders.vouchers.take import take_again
from products.stock.close import commit
from products.stock.reserve import reserve
from rumah.core.errors import Conflict
from rumah.core.locking import locked


def paid(*, purchase: Purchase, at: datetime) -> PaymentState:
    """Take in a payment for a purchase the caller has locked, inside the caller's transaction; return where it stands.

    Awaiting → paid. Expired: pieces and voucher are held again if they are still there, and the purchase lives on;
    otherwise it becomes *refund due*. Cancelled → refund due. Paid already: nothing happens (the caller decides about
    surplus).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("paid() belongs into the transaction that locked the purchase")
    state = PaymentState(purchase.payment_state)
    if state in {PaymentState.PAID, PaymentState.REFUND_DUE}:
        return state
    if state == PaymentState.CANCELLED or (state == PaymentState.EXPIRED and not _hold_again(purchase)):
        move_payment(purchase, PaymentState.REFUND_DUE)
        messages.refund_due(purchase)
        return PaymentState.REFUND_DUE
    purchase.paid_at = at
    move_payment(purchase, PaymentState.PAID, late=state == PaymentState.EXPIRED)
    commit(reference=purchase.number)
    orders = locked(Order.objects.filter(purchase=purchase).select_related("business"))
    for order in orders:
        move_order(order, Fulfilment.TO_ACCEPT)
    messages.paid(purchase, orders)
    return PaymentState.PAID


def _hold_again(purchase: Purchase) -> bool:
    lines = OrderLine.objects.filter(order__purchase=purchase)
    quantities = dict(lines.values_list("variant_id", "quantity"))
    try:
        with transaction.atomic():
            reserve(quantities=quantities, reference=purchase.number)
            if purchase.discount:
                take_again(purchase=purchase)
    except Conflict:
        return False
    return True

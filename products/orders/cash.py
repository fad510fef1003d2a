"""Cash at the buyer's door: the seller has it, or the goods came back.

A cash purchase has no deadline that a clock could run out, so its pieces count as sold when it is placed, like those
of a paid one; they come back when an order of it is called off.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.orders import messages
from products.orders.models import Order, Purchase
from products.orders.states import Fulfilment, PaymentState
from products.orders.transition import move_order, move_payment
from products.orders.vouchers.give_back import give_back as give_voucher_back
from products.stock.give_back import give_back
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked, locked_one
from rumah.core.text import clean_line

HANDED_OVER = frozenset({Fulfilment.SHIPPED, Fulfilment.COMPLETED})


def received(*, order: Order, actor: Any) -> Order:
    """Note that the seller has the buyer's cash for this order; with the last one the purchase is paid. Twice is once.

    Raises Conflict when the order is not paid in cash, or its goods are not on their way yet.
    """
    with transaction.atomic():
        purchase, orders, mine = _open(order)
        if mine.cash_at is not None:
            return mine
        _check_cash(purchase)
        if mine.fulfilment not in HANDED_OVER:
            raise Conflict(_("Tandai pesanan ini dikirim dulu, lalu catat uangnya."))
        mine.cash_at = clock.now()
        mine.save(update_fields=["cash_at"])
        audit.record("orders.cash", mine, actor=actor, amount=mine.total)
        _finish(purchase, orders, actor)
        return mine


def call_off(*, order: Order, actor: Any, reason: str) -> Order:
    """Cancel one cash order: the seller cannot serve it, or the buyer refused it at the door. The pieces come back.

    When no order is left the purchase is cancelled. Twice is once. Raises DomainError without a reason and Conflict
    when the money is there already or the order is complete.
    """
    line = clean_line(reason)[:200]
    if not line:
        raise DomainError(Problem(_("Tulis alasan pembatalan."), "reason"))
    with transaction.atomic():
        purchase, orders, mine = _open(order)
        if mine.fulfilment == Fulfilment.CANCELLED:
            return mine
        _check_cash(purchase)
        if mine.cash_at is not None:
            raise Conflict(_("Uang pesanan ini sudah diterima, jadi pesanan tidak bisa dibatalkan di sini."))
        move_order(mine, Fulfilment.CANCELLED, actor=actor, reason=line)
        give_back(reference=purchase.number, variant_ids=list(mine.lines.values_list("variant_id", flat=True)))
        messages.called_off(mine, line)
        _finish(purchase, orders, actor)
        return mine


def cancel_all(purchase: Purchase, *, actor: Any) -> None:
    """Cancel a cash purchase its caller has locked, before any seller took it on. Raises Conflict afterwards."""
    orders = locked(Order.objects.filter(purchase=purchase))
    if any(one.fulfilment != Fulfilment.TO_ACCEPT for one in orders):
        raise Conflict(_("Penjual sudah menyiapkan pesanan ini. Hubungi penjual untuk membatalkannya."))
    for one in orders:
        move_order(one, Fulfilment.CANCELLED, actor=actor)
    give_back(reference=purchase.number)
    move_payment(purchase, PaymentState.CANCELLED, actor=actor)
    give_voucher_back(purchase=purchase)


def _open(order: Order) -> tuple[Purchase, list[Order], Order]:
    # The purchase first, then its orders: the order in which everything else takes them.
    purchase = locked_one(Purchase.objects.filter(pk=order.purchase_id))
    orders = locked(Order.objects.filter(purchase=purchase))
    mine = next(one for one in orders if one.pk == order.pk)
    mine.purchase = purchase
    return purchase, orders, mine


def _check_cash(purchase: Purchase) -> None:
    if purchase.payment_state != PaymentState.COD:
        text = _("Pembelian ini %(state)s, bukan bayar di tempat.")
        raise Conflict(text % {"state": purchase.get_payment_state_display()})


def _finish(purchase: Purchase, orders: list[Order], actor: Any) -> None:
    living = [one for one in orders if one.fulfilment != Fulfilment.CANCELLED]
    if not living:
        move_payment(purchase, PaymentState.CANCELLED, actor=actor)
        give_voucher_back(purchase=purchase)
    elif all(one.cash_at is not None for one in living):
        purchase.paid_at = clock.now()
        move_payment(purchase, PaymentState.PAID, actor=actor, cash=sum(one.total for one in living))

"""Call one seller's order off after it was paid: the pieces go back to the shelf and the money to the buyer."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.orders import cash
from products.orders.models import Order, Purchase
from products.orders.states import Fulfilment, PaymentState
from products.orders.transition import move_order
from products.orders.vouchers.give_back import give_back as give_voucher_back
from products.payments import book
from products.payments.courier_cost import charge
from products.payments.refund import left_of, refund
from products.stock.give_back import give_back
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked, locked_one
from rumah.core.text import clean_line

BEFORE_PACKING = frozenset({Fulfilment.TO_ACCEPT})
BEFORE_SHIPPING = BEFORE_PACKING | {Fulfilment.TO_SHIP}


def cancel_order(*, order: Order, actor: Any, reason: str) -> Order:
    """Cancel a paid order and send its money back. Twice is once.

    A member of the selling business may until it is shipped; everybody else (the buyer, whom the caller has
    recognised) until the seller has taken it on. Raises DomainError without a reason and Conflict when it is too
    late or nothing was paid. What is paid in cash goes to `orders.cash.call_off`.
    """
    line = clean_line(reason)[:200]
    if not line:
        raise DomainError(Problem(_("Tulis alasan pembatalan."), "reason"))
    with transaction.atomic():
        purchase = locked_one(Purchase.objects.filter(pk=order.purchase_id))
        orders = locked(Order.objects.filter(purchase=purchase).select_related("business"))
        mine = next(one for one in orders if one.pk == order.pk)
        mine.purchase = purchase
        if mine.fulfilment == Fulfilment.CANCELLED:
            return mine
        _check(purchase, mine, actor)
        if purchase.payment_state == PaymentState.COD:
            return cash.call_off(order=mine, actor=actor, reason=line)
        if mine.shipments.exists():
            raise Conflict(_("Sebagian barang sudah dikirim, jadi pesanan ini tidak bisa dibatalkan seluruhnya."))
        _end(purchase, mine, actor, line)
        if all(one.fulfilment == Fulfilment.CANCELLED for one in orders):
            give_voucher_back(purchase=purchase)
        return mine


def _check(purchase: Purchase, order: Order, actor: Any) -> None:
    if purchase.payment_state not in {PaymentState.PAID, PaymentState.COD}:
        raise Conflict(_("Pembelian ini belum dibayar, jadi yang dibatalkan adalah pembeliannya."))
    sells = actor is not None and order.business.memberships.filter(user_id=actor.pk).exists()
    if order.fulfilment not in (BEFORE_SHIPPING if sells else BEFORE_PACKING):
        raise Conflict(
            _("Pesanan sudah dikirim, jadi tidak bisa dibatalkan.")
            if sells
            else _("Penjual sudah menyiapkan pesanan ini. Hubungi penjual untuk membatalkannya.")
        )


def _end(purchase: Purchase, order: Order, actor: Any, reason: str) -> None:
    move_order(order, Fulfilment.CANCELLED, actor=actor, reason=reason)
    give_back(reference=purchase.number, variant_ids=list(order.lines.values_list("variant_id", flat=True)))
    if left := left_of(order):
        refund(purchase=purchase, order=order, amount=left, reason=reason, key=f"cancel:{order.pk}", actor=actor)
    else:
        book.called_off(order)
    # A courier may have been booked for it already.
    charge(order)

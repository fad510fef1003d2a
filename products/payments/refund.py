"""Decide that money goes back to the buyer: never more than came in, and each decision once."""

from typing import Any

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from products.orders.models import Order, Purchase
from products.orders.states import PaymentState
from products.payments import book, refund_messages
from products.payments.models import Attempt
from products.payments.refund_models import Refund, Transfer
from products.payments.refund_states import Origin, RefundState, TransferKind
from products.payments.shares import commission, net
from products.payments.states import AttemptState
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked, locked_one
from rumah.core.money import format_rupiah
from rumah.core.text import clean_line


def refund(
    *,
    purchase: Purchase,
    order: Order | None,
    amount: int,
    reason: str,
    key: str,
    actor: Any = None,
    attempt: Attempt | None = None,
) -> Refund:
    """Write a refund of `amount` rupiah down, in the caller's transaction; a worker sends it afterwards.

    `order` says whose sale is taken back; without one, `attempt` must be money that belongs to no sale: surplus,
    under review, or come too late. The same key with the same content returns what is there. Raises DomainError for
    an amount below 1 or no reason, Conflict for more than is left, for money that never came, and for a used key.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("refund() belongs into the transaction of what it is for")
    purchase = locked_one(Purchase.objects.filter(pk=purchase.pk))
    if known := Refund.objects.filter(key=key).first():
        return _same(known, purchase, order, amount)
    line = _checked(amount, reason)
    paid_by = _payment(purchase, order, attempt)
    mine = locked_one(Order.objects.filter(pk=order.pk, purchase=purchase)) if order else None
    _check_left(amount, mine, paid_by)
    made = Refund.objects.create(
        purchase=purchase, attempt=paid_by, order=mine, amount=amount, origin=_origin(purchase, mine, paid_by),
        reason=line, key=key, state=RefundState.DUE if paid_by else RefundState.MANUAL, requested_at=clock.now(),
    )  # fmt: skip
    book.refund_made(made, mine)
    _count(made, mine, paid_by)
    audit.record("payments.refund", made, actor=actor, amount=amount, purchase=purchase.number, reason=line)
    refund_messages.made(made)
    return made


def left_of(order: Order) -> int:
    """Return what of an order can still be given back, in rupiah."""
    return order.total - order.refunded


def _same(known: Refund, purchase: Purchase, order: Order | None, amount: int) -> Refund:
    if (known.purchase_id, known.order_id, known.amount) != (purchase.pk, order.pk if order else None, amount):
        raise Conflict(_("Kunci pengembalian ini sudah dipakai untuk hal lain."))
    return known


def _checked(amount: int, reason: str) -> str:
    line = clean_line(reason)[:200]
    problems = []
    if amount < 1:
        problems.append(Problem(_("Jumlah yang dikembalikan harus lebih dari nol."), "amount"))
    if not line:
        problems.append(Problem(_("Tulis alasan pengembalian."), "reason"))
    if problems:
        raise DomainError(*problems)
    return line


def _payment(purchase: Purchase, order: Order | None, attempt: Attempt | None) -> Attempt | None:
    """Return the locked payment that gives the money back; None for an order that was paid in cash."""
    rows = purchase.attempts.filter(received__gt=0)
    rows = rows.filter(pk=attempt.pk) if attempt is not None else rows.filter(state=AttemptState.SETTLED)
    found = next(iter(locked(rows)), None)
    if found is None:
        if order is not None and attempt is None and order.cash_at is not None:
            return None
        raise Conflict(_("Belum ada uang yang diterima untuk pembelian ini."))
    sold = found.state == AttemptState.SETTLED and purchase.payment_state != PaymentState.REFUND_DUE
    if sold != (order is not None):
        raise Conflict(_("Pilih pesanan yang dananya dikembalikan."))
    return found


def _check_left(amount: int, order: Order | None, attempt: Attempt | None) -> None:
    limits = []
    if attempt is not None:
        limits.append((attempt.received or 0) - attempt.refunded)
    if order is not None:
        limits.append(left_of(order))
    if amount > min(limits):
        text = _("Paling banyak %(left)s yang masih bisa dikembalikan.")
        raise Conflict(Problem(text % {"left": format_rupiah(min(limits))}, "amount", "too_much"))


def _origin(purchase: Purchase, order: Order | None, attempt: Attempt | None) -> Origin:
    if order is not None:
        earned = Transfer.objects.filter(order=order, kind=TransferKind.EARNED).exists()
        return Origin.PAYABLE if earned else Origin.HELD
    if attempt is not None and attempt.state == AttemptState.SURPLUS:
        return Origin.SURPLUS
    if attempt is not None and attempt.state == AttemptState.SUSPENSE:
        return Origin.SUSPENSE
    return Origin.REFUND_DUE


def _count(made: Refund, order: Order | None, attempt: Attempt | None) -> None:
    # The CHECKs on both columns stand behind the guard above.
    if attempt is not None:
        Attempt.objects.filter(pk=attempt.pk).update(refunded=F("refunded") + made.amount)
    if order is None:
        return
    after = order.refunded + made.amount
    if made.origin == Origin.PAYABLE:
        Transfer.objects.create(
            order=order, business_id=order.business_id, kind=TransferKind.REFUND, reference=f"refund:{made.pk}",
            amount=net(order, after) - net(order, order.refunded),
            commission=commission(order, after) - commission(order, order.refunded), at=clock.now(),
        )  # fmt: skip
    Order.objects.filter(pk=order.pk).update(refunded=F("refunded") + made.amount)

"""The house pays the courier, the buyer's delivery fee is the seller's: so the seller bears what the parcel cost.

From booking to the end of the order the house has it outstanding; with the end it goes off what the seller is owed.
"""

from django.db import connection, transaction
from django.db.models import Sum

from products.ledger import accounts
from products.ledger.models import Journal
from products.ledger.post import Entry, post
from products.orders.models import Order, Purchase
from products.orders.states import Fulfilment
from products.payments.refund_models import CourierCost, Transfer
from products.payments.refund_states import TransferKind
from rumah.core import audit, clock
from rumah.core.locking import locked_one


def courier_cost(*, order: Order, reference: str, rupiah: int) -> bool:
    """Note that the parcel `reference` costs the house `rupiah` now, 0 when it was called off.

    The same news twice is once: what is booked, and charged where the order has ended, is the difference to what
    stood before. Returns whether anything changed.
    """
    with transaction.atomic():
        locked_one(Purchase.objects.filter(pk=order.purchase_id))
        mine = locked_one(Order.objects.filter(pk=order.pk))
        row = CourierCost.objects.filter(reference=reference).first() or CourierCost(order=mine, reference=reference)
        more = rupiah - (row.amount or 0)
        if not more:
            return False
        row.amount, row.changed_at = rupiah, clock.now()
        row.save()
        times = Journal.objects.filter(kind="courier", reference__startswith=f"{reference}:").count()
        lines = [Entry(accounts.COURIER_COSTS, more, mine.business_id), Entry(accounts.COURIERS, -more)]
        post(kind="courier", reference=f"{reference}:{times + 1}", lines=lines, memo=mine.number)
        audit.record("payments.courier_cost", mine, reference=reference, amount=rupiah, change=more)
        charge(mine)
        return True


def charge(order: Order) -> int:
    """Take off the seller what is outstanding of an ended order whose purchase the caller has locked; return it.

    Below zero when a courier gave something back. Nothing is taken before the order has ended: until then its seller
    has earned nothing of it.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("charge() belongs into the transaction that ended the order or changed its costs")
    earned = Transfer.objects.filter(order=order, kind=TransferKind.EARNED)
    if order.fulfilment != Fulfilment.CANCELLED and not earned.exists():
        return 0
    spent = CourierCost.objects.filter(order=order).aggregate(sum=Sum("amount"))["sum"] or 0
    charges = Transfer.objects.filter(order=order, kind=TransferKind.PARCEL)
    more = int(spent + (charges.aggregate(sum=Sum("amount"))["sum"] or 0))
    if not more:
        return 0
    name, business = f"{order.pk}:{charges.count() + 1}", order.business_id
    Transfer.objects.create(
        order=order, business_id=business, kind=TransferKind.PARCEL, reference=f"{TransferKind.PARCEL}:{name}",
        amount=-more, at=clock.now(),
    )  # fmt: skip
    lines = [Entry(accounts.PAYABLE, more, business), Entry(accounts.COURIER_COSTS, -more, business)]
    post(kind="courier_charged", reference=name, lines=lines, memo=order.number)
    audit.record("payments.courier_charged", order, amount=more)
    return more

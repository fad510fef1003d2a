"""What couriers took from the house's accounts: booked, and borne by the sellers of the orders that have ended."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from products.ledger import accounts
from products.ledger.balances import balance
from products.orders.models import Order
from products.orders.states import Fulfilment
from products.payments.models import CourierCost, Transfer
from products.payments.refund_states import TransferKind
from products.payouts.models import CourierTopUp
from products.payouts.proving.fault import Fault, differs, each
from products.shipping.models import CourierBooking
from rumah.core.money import format_rupiah


def couriers() -> Iterator[Fault]:
    """Compare what couriers took, and what of it no seller has borne yet, business by business."""
    spent = CourierCost.objects.aggregate(sum=Sum("amount"))["sum"] or 0
    filled = CourierTopUp.objects.filter(voided_at=None).aggregate(sum=Sum("amount"))["sum"] or 0
    yield from differs("couriers", "the couriers' parcels", rows=spent - filled, books=-balance(accounts.COURIERS))
    open_ones: Counter[int] = Counter()
    costs = CourierCost.objects.order_by().values_list("order__business").annotate(Sum("amount"))
    charges = Transfer.objects.filter(kind=TransferKind.PARCEL).order_by().values_list("business")
    for business, rupiah in [*costs, *charges.annotate(Sum("amount"))]:
        open_ones[business] += rupiah
    yield from each("courier_costs", accounts.COURIER_COSTS, open_ones, sign=1)


def borne() -> Iterator[Fault]:
    """Check that a booking is in the books at its price, and that an ended order's seller bears all of its parcels."""
    for row in CourierBooking.objects.filter(Q(noted__lt=F("rupiah")) | Q(noted__gt=F("rupiah"))).order_by("pk"):
        yield Fault("parcel", f"{row} costs {format_rupiah(row.rupiah or 0)}, noted are {format_rupiah(row.noted)}")
    named = CourierCost.objects.filter(reference=OuterRef("reference"), amount=OuterRef("noted"))
    for row in CourierBooking.objects.filter(~Exists(named), noted__gt=0).order_by("pk"):
        yield Fault("parcel", f"{row} is noted at {format_rupiah(row.noted)}, and its costs say something else")
    mine = CourierCost.objects.filter(order=OuterRef("pk")).order_by().values("order").annotate(sum=Sum("amount"))
    moved = Transfer.objects.filter(order=OuterRef("pk"), kind=TransferKind.PARCEL).order_by().values("order")
    rows = Order.objects.filter(courier_costs__isnull=False).distinct().annotate(
        ended=Exists(Transfer.objects.filter(order=OuterRef("pk"), kind=TransferKind.EARNED)),
        spent=mine.values("sum"), charged=Coalesce(moved.annotate(sum=-Sum("amount")).values("sum"), 0),
    )  # fmt: skip
    has_ended = Q(ended=True) | Q(fulfilment=Fulfilment.CANCELLED)
    wrong = (has_ended & ~Q(spent=F("charged"))) | (~has_ended & ~Q(charged=0))
    for order in rows.filter(wrong).order_by("pk"):
        spent, charged = format_rupiah(order.spent), format_rupiah(order.charged)
        yield Fault("parcel", f"{order} is {order.fulfilment}: its parcels cost {spent}, its seller bears {charged}")

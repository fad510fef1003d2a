"""The rows alone: attempts, purchases, orders, refunds and stock fit each other."""

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from products.orders.models import Order, Purchase
from products.orders.states import Fulfilment, PaymentState
from products.payments.expire import GRACE
from products.payments.models import Attempt, Transfer
from products.payments.refund_states import TransferKind
from products.payments.states import AttemptState
from products.payouts.models import Payout, PayoutItem
from products.payouts.proving.fault import Fault
from products.stock.models import Reservation, StockLevel
from rumah.core import clock
from rumah.core.money import format_rupiah

TAKEN = (PaymentState.PAID, PaymentState.REFUND_DUE)


def settled() -> Iterator[Fault]:
    """Check that a settled attempt belongs to one purchase, which has the money, all of it."""
    rows = Attempt.objects.filter(state=AttemptState.SETTLED).select_related("purchase")
    wrong = ~Q(purchase__payment_state__in=TAKEN) | Q(received=None) | ~Q(received=F("purchase__total"))
    for row in rows.filter(wrong).order_by("pk"):
        yield Fault("settled", f"attempt {row.pk} of {row.purchase} ({row.purchase.payment_state}) is settled")
    many = Purchase.objects.annotate(n=Count("attempts", filter=Q(attempts__state=AttemptState.SETTLED)))
    for purchase in many.filter(n__gt=1).order_by("pk"):
        yield Fault("settled", f"{purchase} is settled {purchase.n} times")


def paid() -> Iterator[Fault]:
    """Check that a paid purchase has its money: from a provider, or in cash for every order not called off."""
    money = Attempt.objects.filter(purchase=OuterRef("pk"), state=AttemptState.SETTLED)
    no_cash = Order.objects.filter(purchase=OuterRef("pk"), cash_at=None).exclude(fulfilment=Fulfilment.CANCELLED)
    rows = Purchase.objects.filter(~Exists(money), Exists(no_cash), payment_state__in=TAKEN)
    for row in rows.order_by("pk"):
        yield Fault("paid", f"{row} is {row.payment_state} without money")


def overdue() -> Iterator[Fault]:
    """No purchase waits for its payment longer than its deadline and the grace of a silent provider."""
    late = clock.now() - GRACE
    for row in Purchase.objects.filter(payment_state=PaymentState.AWAITING, expires_at__lt=late).order_by("pk"):
        yield Fault("overdue", f"{row} still waits for a payment that was due at {row.expires_at:%Y-%m-%d %H:%M} UTC")


def reserved() -> Iterator[Fault]:
    """Check that what a shelf promises is the sum of the live reservations."""
    held = Coalesce(Sum("reservations__quantity", filter=Q(reservations__state=Reservation.State.HELD)), 0)
    for row in StockLevel.objects.annotate(held=held).exclude(held=F("reserved")).order_by("pk"):
        yield Fault("reserved", f"variant {row.pk}: {row.reserved} reserved, {row.held} in live reservations")


def refunded() -> Iterator[Fault]:
    """Check that counters are the sums of their refunds and within what came, and that nobody's money goes back."""
    back = Coalesce(Sum("refunds__amount"), 0)
    for attempt in Attempt.objects.annotate(back=back).exclude(back=F("refunded")).order_by("pk"):
        yield Fault("refunded", f"attempt {attempt.pk}: counted {attempt.refunded}, refunds say {attempt.back}")
    for order in Order.objects.annotate(back=back).exclude(back=F("refunded")).order_by("pk"):
        yield Fault("refunded", f"{order}: counted {order.refunded}, refunds say {order.back}")
    for over in Attempt.objects.filter(refunded__gt=Coalesce(F("received"), 0)).order_by("pk"):
        yield Fault("refunded", f"attempt {over.pk}: {over.refunded} go back of {over.received} that came")
    late = Q(state=AttemptState.SETTLED, purchase__payment_state=PaymentState.REFUND_DUE)
    left = Attempt.objects.filter(Q(state=AttemptState.SURPLUS) | late, refunded__lt=F("received"))
    for row in left.order_by("pk"):
        yield Fault("refunded", f"attempt {row.pk}: money that is nobody's is not on its way back")
    funded = Attempt.objects.filter(purchase=OuterRef("purchase"), state=AttemptState.SETTLED)
    off = Order.objects.filter(Exists(funded), fulfilment=Fulfilment.CANCELLED, purchase__payment_state="paid")
    worth = F("items_total") + F("shipping_fee") - F("discount")
    for called_off in off.filter(refunded__lt=worth).order_by("pk"):
        yield Fault("refunded", f"{called_off} was called off and its buyer has not all of the money back")


def earned() -> Iterator[Fault]:
    """Every completed order with money has its transfer, and no other order has."""
    has = Transfer.objects.filter(order=OuterRef("pk"), kind=TransferKind.EARNED)
    money = Attempt.objects.filter(purchase=OuterRef("purchase"), state=AttemptState.SETTLED)
    rows = Order.objects.annotate(has=Exists(has), money=Exists(money))
    done = Q(fulfilment=Fulfilment.COMPLETED) & (Q(money=True) | Q(cash_at__isnull=False))
    for row in rows.filter(done, has=False).order_by("pk"):
        yield Fault("earned", f"{row} is completed and earned its seller nothing")
    for row in rows.exclude(fulfilment=Fulfilment.COMPLETED).filter(has=True).order_by("pk"):
        yield Fault("earned", f"{row} is {row.fulfilment} and earned its seller something")


def payouts() -> Iterator[Fault]:
    """Check that a payout is the sum of its transfers, all of its own business."""
    summed = Payout.objects.annotate(sum=Coalesce(Sum("items__transfer__amount"), 0))
    for row in summed.exclude(sum=F("amount")).order_by("pk"):
        text = f"{row} pays {format_rupiah(row.amount)} for transfers of {format_rupiah(row.sum)}"
        yield Fault("payout", text)
    foreign = PayoutItem.objects.exclude(transfer__business=F("payout__business")).select_related("payout")
    for item in foreign.order_by("pk"):
        yield Fault("payout", f"{item.payout} pays a transfer of another business")

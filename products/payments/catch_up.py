"""Take money that came or went before there were books into them: older installations, and the demo's invented past."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from products.ledger.models import Journal
from products.orders.models import Order, Purchase
from products.orders.states import Fulfilment
from products.payments import book, book_withdrawn
from products.payments.earn import earn
from products.payments.models import Attempt, Transfer
from products.payments.refund_states import TransferKind
from products.payments.states import MONEY
from products.payments.taken_in import taken_in
from products.payments.withdrawn import withdrawn_before
from rumah.core.locking import locked, locked_one


def catch_up() -> int:
    """Book what has no journal yet, purchase by purchase, and return how many were dealt with. Twice is once."""
    known = set(Journal.objects.filter(kind__in=["received", "cash"]).values_list("kind", "reference"))
    came = Attempt.objects.filter(state__in=MONEY, received__gt=0).values_list("pk", "purchase")
    wanted = {purchase for pk, purchase in came.iterator() if ("received", str(pk)) not in known}
    cash = Order.objects.filter(cash_at__isnull=False).values_list("pk", "purchase")
    wanted |= {purchase for pk, purchase in cash.iterator() if ("cash", str(pk)) not in known}
    earned = Transfer.objects.filter(order=OuterRef("pk"), kind=TransferKind.EARNED)
    done = Order.objects.filter(~Exists(earned), fulfilment=Fulfilment.COMPLETED)
    wanted |= set(done.values_list("purchase", flat=True).iterator())
    gone = Attempt.objects.filter(withdrawn_at__isnull=False, received__gt=0).values_list("pk", "purchase")
    wanted |= {purchase for pk, purchase in gone.iterator() if not book_withdrawn.is_booked(pk)}
    for purchase_id in sorted(wanted):
        with transaction.atomic():
            _purchase(purchase_id)
    return len(wanted)


def _purchase(purchase_id: int) -> None:
    purchase = locked_one(Purchase.objects.filter(pk=purchase_id))
    for attempt in locked(Attempt.objects.filter(purchase=purchase, state__in=MONEY)):
        if not Journal.objects.filter(kind="received", reference=str(attempt.pk)).exists():
            taken_in(attempt, purchase)
        if attempt.withdrawn_at and attempt.received and not book_withdrawn.is_booked(attempt.pk):
            withdrawn_before(attempt)
    for order in locked(Order.objects.filter(purchase=purchase)):
        if order.cash_at is not None:
            book.cash_received(order)
        earn(order, at=order.changed_at)

"""Rows against books: each account is what the rows say it is."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from products.ledger import accounts
from products.ledger.balances import balance
from products.ledger.models import Posting
from products.orders.models import Order
from products.orders.states import DiscountBy, Fulfilment, PaymentState
from products.payments.book import lies_at
from products.payments.models import Attempt, Refund, Transfer
from products.payments.refund_states import RefundState, TransferKind
from products.payments.shares import house_pays, worth
from products.payments.states import MONEY, AttemptState
from products.payouts.models import OWN, BankReceipt, CourierTopUp, Payout
from products.payouts.proving.fault import Fault, differs, each
from products.payouts.states import PayoutState

# Paid by a person, not back through the provider.
BY_HAND = ~Q(proof="")


Rows = (
    QuerySet[Attempt]
    | QuerySet[Refund]
    | QuerySet[Transfer]
    | QuerySet[Payout]
    | QuerySet[BankReceipt]
    | QuerySet[CourierTopUp]
)


def _sum(rows: Rows, name: str) -> int:
    return rows.aggregate(sum=Sum(name))["sum"] or 0


def funded_orders() -> QuerySet[Order]:
    """Return the orders whose money came in, by a provider or in cash; late money that goes back is for no order."""
    settled = Attempt.objects.filter(purchase=OuterRef("purchase"), state=AttemptState.SETTLED)
    return Order.objects.filter(
        Q(Exists(settled), purchase__payment_state=PaymentState.PAID) | Q(cash_at__isnull=False)
    )  # fmt: skip


def held_orders() -> QuerySet[Order]:
    """Return the funded orders whose money is still held."""
    earned = Transfer.objects.filter(order=OuterRef("pk"), kind=TransferKind.EARNED)
    return funded_orders().filter(~Exists(earned)).exclude(fulfilment=Fulfilment.CANCELLED)


def places() -> dict[str, int]:
    """Return what lies at each company and in the bank, by the rows alone.

    A company: what it took in less what it gave back, took back, handed over and kept as its fee. The bank: what came
    there directly, from companies and from the house, less payouts, refunds by hand and what filled up the couriers.
    """
    lies: Counter[str] = Counter({accounts.BANK: 0})
    for code in Attempt.objects.order_by().values_list("provider", flat=True).distinct():
        mine = Attempt.objects.filter(provider=code)
        back = Refund.objects.filter(attempt__provider=code, state=RefundState.DONE, by_withdrawal=False)
        lies[lies_at(code)] += _sum(mine.filter(state__in=MONEY), "received") - _sum(mine, "withdrawn")
        lies[lies_at(code)] -= _sum(back.exclude(BY_HAND), "amount")
    receipts = BankReceipt.objects.filter(voided_at=None).order_by().values_list("source")
    for source, amount, fee in receipts.annotate(Sum("amount"), Sum("fee")):
        lies[accounts.BANK] += amount
        if source != OWN:
            lies[accounts.provider_account(source)] -= amount + fee
    lies[accounts.BANK] -= _sum(CourierTopUp.objects.filter(voided_at=None), "amount")
    lies[accounts.BANK] -= _sum(Payout.objects.filter(state=PayoutState.PAID), "amount")
    lies[accounts.BANK] -= _sum(Refund.objects.filter(BY_HAND, state=RefundState.DONE), "amount")
    return lies


def providers() -> Iterator[Fault]:
    """Compare each place where money lies: every payment company, and the bank."""
    rows, here = places(), Q(account__startswith="provider:")
    names = set(Posting.objects.filter(here).values_list("account", flat=True).distinct()) | set(rows)
    for name in sorted(names):
        code = "bank" if name == accounts.BANK else "provider"
        yield from differs(code, name, rows=rows.get(name, 0), books=balance(name))


def sellers() -> Iterator[Fault]:
    """Compare what is held and what is owed, business by business."""
    held: Counter[int] = Counter()
    cash: Counter[int] = Counter()
    for order in held_orders().iterator(chunk_size=2_000):
        held[order.business_id] += worth(order, order.refunded)
        if order.cash_at is not None:
            cash[order.business_id] += order.total
    owed = Counter(_per_business(Transfer.objects.all()))
    owed.subtract(_per_business(Payout.objects.filter(state=PayoutState.PAID)))
    yield from each("held", accounts.HELD, held, sign=-1)
    yield from each("payable", accounts.PAYABLE, owed, sign=-1)
    yield from each("cash", accounts.CASH_AT_SELLER, cash, sign=1)


def buyers() -> Iterator[Fault]:
    """Compare what is on its way back to buyers, and what has not found its purchase."""
    due = _sum(Refund.objects.exclude(state=RefundState.DONE), "amount")
    late = Attempt.objects.filter(state=AttemptState.SETTLED, purchase__payment_state=PaymentState.REFUND_DUE)
    due += _left(late)
    yield from differs("refund_due", "refunds", rows=due, books=-balance(accounts.REFUND_DUE))
    for state, account in ((AttemptState.SURPLUS, accounts.SURPLUS), (AttemptState.SUSPENSE, accounts.SUSPENSE)):
        rows = _left(Attempt.objects.filter(state=state))
        yield from differs(account, account, rows=rows, books=-balance(account))


def house() -> Iterator[Fault]:
    """Compare what the house kept, gave, paid in fees and put in itself."""
    kept = _sum(Transfer.objects.all(), "commission")
    yield from differs("commission", "commission", rows=kept, books=-balance(accounts.COMMISSION))
    given = sum(
        house_pays(order, order.refunded)
        for order in funded_orders().filter(discount_by=DiscountBy.PLATFORM).iterator(chunk_size=2_000)
        if order.total or order.fulfilment != Fulfilment.CANCELLED
    )
    yield from differs("voucher", "house's vouchers", rows=given, books=balance(accounts.VOUCHER_PLATFORM))
    receipts = BankReceipt.objects.filter(voided_at=None)
    fees = _sum(receipts, "fee")
    yield from differs("fees", "fees of providers", rows=fees, books=balance(accounts.FEES))
    own = _sum(receipts.filter(source=OWN), "amount")
    yield from differs("house", "the house's own money", rows=own, books=-balance(accounts.HOUSE))


def withdrawn() -> Iterator[Fault]:
    """Compare what providers took back: what no refund was set against waits for a person, or is lost."""
    for name, is_open in ((accounts.WITHDRAWN, True), (accounts.LOSSES, False)):
        gone = Attempt.objects.filter(withdrawn_at__isnull=False, attended_at__isnull=is_open)
        covered = Refund.objects.filter(by_withdrawal=True, attempt__in=gone)
        rows = _sum(gone, "withdrawn") - _sum(covered, "amount")
        yield from differs(name, name, rows=rows, books=balance(name))


def whole() -> Iterator[Fault]:
    """Compare the rows alone: what was paid is what was earned, what goes back and what is held."""
    came = _sum(Attempt.objects.filter(state__in=MONEY), "received")
    cash = Order.objects.filter(cash_at__isnull=False)
    came += sum(order.total for order in cash.iterator(chunk_size=2_000))
    vouchers = funded_orders().filter(discount_by=DiscountBy.PLATFORM)
    came += sum(
        house_pays(order, order.refunded)
        for order in vouchers.iterator(chunk_size=2_000)
        if order.total or order.fulfilment != Fulfilment.CANCELLED
    )
    selling = Transfer.objects.exclude(kind__in=[TransferKind.CASH, TransferKind.PARCEL])
    earned = _sum(selling, "amount") + _sum(selling, "commission")
    back = _sum(Refund.objects.all(), "amount")
    held = sum(worth(order, order.refunded) for order in held_orders().iterator(chunk_size=2_000))
    nobodys = Q(state__in=[AttemptState.SURPLUS, AttemptState.SUSPENSE])
    nobodys |= Q(state=AttemptState.SETTLED, purchase__payment_state=PaymentState.REFUND_DUE)
    apart = _left(Attempt.objects.filter(nobodys))
    yield from differs("whole", "paid = earned + refunded + held", rows=earned + back + held + apart, books=came)


def _left(rows: QuerySet[Attempt]) -> int:
    return rows.filter(received__isnull=False).aggregate(sum=Sum(F("received") - F("refunded")))["sum"] or 0


def _per_business(rows: QuerySet[Transfer] | QuerySet[Payout]) -> dict[int, int]:
    return dict(rows.order_by().values_list("business").annotate(sum=Sum("amount")))

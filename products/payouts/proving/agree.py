"""Rows against books: each account is what the rows say it is."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from products.ledger import accounts
from products.ledger.balances import balance
from products.ledger.models import Posting
from products.orders.models import Order
from products.orders.states import DiscountBy, Fulfilment, PaymentState
from products.payments.models import Attempt, Refund, Transfer
from products.payments.refund_states import RefundState, TransferKind
from products.payments.shares import house_pays, worth
from products.payments.states import AttemptState
from products.payouts.models import Payout
from products.payouts.proving.fault import Fault, differs
from products.payouts.states import PayoutState

MONEY = (AttemptState.SETTLED, AttemptState.SURPLUS, AttemptState.SUSPENSE)
# Paid by a person, not back through the provider.
BY_HAND = ~Q(proof="")


def _sum(rows: QuerySet[Attempt] | QuerySet[Refund] | QuerySet[Transfer] | QuerySet[Payout], name: str) -> int:
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


def providers() -> Iterator[Fault]:
    """Compare each provider: there lies what it received less what it gave back."""
    codes = set(Attempt.objects.values_list("provider", flat=True).distinct())
    codes |= {
        name.removeprefix("provider:")
        for name in Posting.objects.filter(account__startswith="provider:").values_list("account", flat=True).distinct()
    }
    for code in sorted(codes):
        came = _sum(Attempt.objects.filter(provider=code, state__in=MONEY), "received")
        back = Refund.objects.filter(attempt__provider=code, state=RefundState.DONE).exclude(BY_HAND)
        books = balance(accounts.provider_account(code))
        yield from differs("provider", code, rows=came - _sum(back, "amount"), books=books)


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
    yield from _each("held", accounts.HELD, held, sign=-1)
    yield from _each("payable", accounts.PAYABLE, owed, sign=-1)
    yield from _each("cash", accounts.CASH_AT_SELLER, cash, sign=1)


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
    """Compare what the house kept, gave, and paid from its bank."""
    kept = _sum(Transfer.objects.all(), "commission")
    yield from differs("commission", "commission", rows=kept, books=-balance(accounts.COMMISSION))
    given = sum(
        house_pays(order, order.refunded)
        for order in funded_orders().filter(discount_by=DiscountBy.PLATFORM).iterator(chunk_size=2_000)
        if order.total or order.fulfilment != Fulfilment.CANCELLED
    )
    yield from differs("voucher", "house's vouchers", rows=given, books=balance(accounts.VOUCHER_PLATFORM))
    out = _sum(Payout.objects.filter(state=PayoutState.PAID), "amount")
    out += _sum(Refund.objects.filter(BY_HAND, state=RefundState.DONE), "amount")
    yield from differs("bank", "bank", rows=-out, books=balance(accounts.BANK))


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
    selling = Transfer.objects.exclude(kind=TransferKind.CASH)
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


def _each(code: str, account: str, rows: Counter[int], *, sign: int) -> Iterator[Fault]:
    summed = Posting.objects.filter(account=account).order_by().values_list("business").annotate(sum=Sum("amount"))
    books = {business: sign * amount for business, amount in summed}
    for business in sorted(rows.keys() | books.keys(), key=lambda key: key or 0):
        yield from differs(code, f"business {business}", rows=rows[business], books=books.get(business, 0))

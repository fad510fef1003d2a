"""What each event of money writes into the ledger. Called in the transaction of the event, under its locks."""

from products.ledger import accounts
from products.ledger.post import Entry, post
from products.orders.models import Order, Purchase
from products.orders.states import PaymentState
from products.payments import providers
from products.payments.models import Attempt
from products.payments.refund_models import Refund
from products.payments.refund_states import Origin
from products.payments.shares import commission, house_pays, net, worth
from products.payments.states import AttemptState


def lies_at(code: str) -> str:
    """Return the account where the money of one way to pay lies: at its company, or in the house's own bank."""
    house = providers.provider(code).house if providers.known(code) else code
    return accounts.provider_account(house) if house else accounts.BANK


def received(attempt: Attempt, purchase: Purchase) -> None:
    """Book money that a provider received. What it is for is told by where attempt and purchase stand now."""
    if not attempt.received:
        # In another currency, or unreadable: nothing is known that could be booked; a person looks into it.
        return
    lines = [Entry(lies_at(attempt.provider), attempt.received)]
    if attempt.state == AttemptState.SETTLED and purchase.payment_state == PaymentState.PAID:
        lines += _held(list(Order.objects.filter(purchase=purchase)))
    else:
        lines.append(Entry(_apart(attempt), -attempt.received))
    post(kind="received", reference=str(attempt.pk), lines=lines, memo=purchase.number)


def cash_received(order: Order) -> None:
    """Book cash that the seller received."""
    lines = [Entry(accounts.CASH_AT_SELLER, order.total, order.business_id), *_held([order])]
    post(kind="cash", reference=str(order.pk), lines=lines, memo=order.number)


def refund_made(refund: Refund, order: Order | None) -> None:
    """Book that money goes back. `order.refunded` still is what it was before."""
    if refund.origin == Origin.REFUND_DUE:
        return  # It has been owed to the buyer since it came.
    lines = [Entry(accounts.REFUND_DUE, -refund.amount)]
    if order is None:
        lines.append(Entry(refund.origin, refund.amount))
    else:
        lines += _taken_back(refund, order)
    post(kind="refund_made", reference=str(refund.pk), lines=lines, memo=refund.reason)


def refund_done(refund: Refund, *, by_hand: bool) -> None:
    """Book that the buyer has the money: from the provider, or from the bank when a person sent it."""
    attempt = refund.attempt
    source = accounts.BANK if by_hand or attempt is None else lies_at(attempt.provider)
    lines = [Entry(accounts.REFUND_DUE, refund.amount), Entry(source, -refund.amount)]
    post(kind="refund_done", reference=str(refund.pk), lines=lines, memo=refund.reason)


def completed(order: Order, *, in_cash: bool) -> None:
    """Book that the buyer has the goods: what was held is the seller's now."""
    keep, business = commission(order, order.refunded), order.business_id
    lines = [
        Entry(accounts.HELD, worth(order, order.refunded), business),
        Entry(accounts.PAYABLE, -net(order, order.refunded), business),
        Entry(accounts.COMMISSION, -keep, business),
    ]
    if in_cash:
        lines += [
            Entry(accounts.PAYABLE, order.total, business),
            Entry(accounts.CASH_AT_SELLER, -order.total, business),
        ]
    if any(line.amount for line in lines):
        post(kind="completed", reference=str(order.pk), lines=lines, memo=order.number)


def called_off(order: Order) -> None:
    """Book the end of an order for which the buyer paid nothing, because the house's voucher paid all of it."""
    left = worth(order, order.refunded)
    if left:
        lines = [Entry(accounts.HELD, left, order.business_id), Entry(accounts.VOUCHER_PLATFORM, -left)]
        post(kind="called_off", reference=str(order.pk), lines=lines, memo=order.number)


def _held(orders: list[Order]) -> list[Entry]:
    shares = [Entry(accounts.HELD, -worth(order), order.business_id) for order in orders]
    return [*shares, Entry(accounts.VOUCHER_PLATFORM, sum(house_pays(order) for order in orders))]


def _apart(attempt: Attempt) -> str:
    match attempt.state:
        case AttemptState.SURPLUS:
            return accounts.SURPLUS
        case AttemptState.SUSPENSE:
            return accounts.SUSPENSE
    return accounts.REFUND_DUE


def _taken_back(refund: Refund, order: Order) -> list[Entry]:
    before, after, business = order.refunded, order.refunded + refund.amount, order.business_id
    house = house_pays(order, before) - house_pays(order, after)
    lines = [Entry(accounts.VOUCHER_PLATFORM, -house)]
    if refund.origin == Origin.HELD:
        return [*lines, Entry(accounts.HELD, worth(order, before) - worth(order, after), business)]
    kept = commission(order, before) - commission(order, after)
    return [
        *lines,
        Entry(accounts.PAYABLE, net(order, before) - net(order, after), business),
        Entry(accounts.COMMISSION, kept, business),
    ]

"""What lies in the bank and at the payment companies by our books, and what of it is free."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum

from products.ledger import accounts
from products.ledger.balances import balance, balances
from products.payments.models import Refund
from products.payments.providers import houses
from products.payments.refund_states import RefundState
from products.payouts.models import Payout, Till
from products.payouts.states import PayoutState
from rumah.core.locking import locked_one


@dataclass(frozen=True, slots=True)
class Bank:
    """Rupiah in the bank; `leaving` is in a bank file already, `to_buyers` waits to be transferred back by staff."""

    balance: int
    leaving: int
    to_buyers: int

    @property
    def free(self) -> int:
        """What may still be paid out: buyers come first. Below zero when even that is not covered."""
        return self.balance - self.leaving - self.to_buyers


def bank() -> Bank:
    """Return what the books say, in three queries."""
    leaving = Payout.objects.filter(state=PayoutState.EXPORTED).aggregate(sum=Sum("amount"))["sum"] or 0
    to_buyers = Refund.objects.filter(state=RefundState.MANUAL).aggregate(sum=Sum("amount"))["sum"] or 0
    return Bank(balance(accounts.BANK), leaving, to_buyers)


def at_houses() -> Mapping[str, int]:
    """Return what lies at each payment company, also where it is nothing, in one query."""
    books = balances()
    return {house: books.get(accounts.provider_account(house), 0) for house in houses()}


def lock_till(name: str) -> None:
    """Lock a place where money lies: whoever takes money out of it after looking how much there is."""
    Till.objects.get_or_create(name=name)
    locked_one(Till.objects.filter(name=name))

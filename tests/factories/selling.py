"""A whole sale, for tests of what comes after it."""

from typing import Any

from products.catalogue.models import Variant
from products.orders.fulfil import accept, ship
from products.orders.models import Order
from products.payments.complete import complete
from products.payouts.account import confirm_account, set_account
from products.payouts.models import PayoutAccount
from rumah.businesses.models import Business
from tests.factories.businesses import MembershipFactory
from tests.factories.money import bought
from tests.factories.people import UserFactory


def shipped(order: Order) -> Order:
    """Accept and ship."""
    accept(order=order, actor=None)
    return ship(order=order, actor=None, courier="JNE")


def sold(variant: Variant, quantity: int = 1, **kwargs: Any) -> Order:
    """Return one completed order of one seller, paid through a provider."""
    _purchase, (order,) = bought({variant: quantity}, **kwargs)
    return complete(order=shipped(order))


def banked(business: Business) -> PayoutAccount:
    """Give the business a confirmed account."""
    owner = MembershipFactory(business=business).user
    account = set_account(business=business, bank="BRI", number="1234567890", holder="Siti Aminah", actor=owner)
    return confirm_account(account=account, number="1234 567 890", actor=UserFactory())

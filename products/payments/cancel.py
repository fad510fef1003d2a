"""Cancel a purchase for its buyer: nobody may pay it afterwards, and money that is there already wins."""

from typing import Any

from products.orders import expire as orders
from products.orders.models import Purchase
from products.payments.expire import close
from products.payments.models import Attempt
from products.payments.states import LIVE


def cancel_purchase(*, purchase: Purchase, actor: Any = None) -> Purchase:
    """Close the live attempts at their provider, then cancel the purchase and give its stock back.

    Raises Down when the provider is silent (nothing is cancelled then) and Conflict when the purchase turns out to be
    paid or over.
    """
    for attempt in Attempt.objects.filter(purchase=purchase, state__in=LIVE):
        close(attempt)
    return orders.cancel(purchase=purchase, actor=actor)

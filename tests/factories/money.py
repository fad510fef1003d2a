"""Money that has come in, without the way it came: for tests of what happens to it afterwards."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from products.catalogue.models import Variant
from products.orders.models import Order, Purchase
from products.payments.models import Attempt
from products.payments.providers.base import Fetched
from products.payments.settle import _apply
from products.payments.states import AttemptState
from products.payments.withdrawn import note
from products.payouts.models import OWN, BankReceipt
from products.payouts.receive import receive
from rumah.core import clock
from tests.factories.orders import buy
from tests.factories.people import UserFactory

PDF = b"%PDF-1.4 bukti"


def attempt_for(purchase: Purchase, **kwargs: Any) -> Attempt:
    """Return an attempt as `start` leaves it, at a provider that is never asked."""
    return Attempt.objects.create(
        **{
            "purchase": purchase, "provider": "stripe", "state": AttemptState.PENDING, "amount": purchase.total,
            "reference": f"cs_{uuid.uuid4().hex}", "created_at": clock.now(), "expires_at": purchase.expires_at,
            **kwargs,
        }
    )  # fmt: skip


def money_comes(attempt: Attempt, amount: int | None = None) -> Attempt:
    """Let settle take in that the provider says it has the money."""
    with transaction.atomic():
        return _apply(attempt.pk, Fetched("paid", attempt.amount if amount is None else amount, "pi_1", "said"))


def money_goes(attempt: Attempt, *, is_there: bool = False) -> Attempt:
    """Let the provider say that it took settled money back, or that it is there again."""
    with transaction.atomic():
        return note(attempt_id=attempt.pk, is_there=is_there)


def bank_has(rupiah: int = 10_000_000) -> BankReceipt:
    """Put money of the house into the bank, so that payouts are covered."""
    return came_in(rupiah, source=OWN)


def came_in(rupiah: int, *, source: str, fee: int = 0) -> BankReceipt:
    """Let money arrive in the bank, noted by somebody who may."""
    return receive(
        source=source, amount=rupiah, fee=fee, on=clock.today(), reference=uuid.uuid4().hex, proof=PDF,
        actor=UserFactory(is_superuser=True),
    )  # fmt: skip


def bought(quantities: Mapping[Variant, int], **kwargs: Any) -> tuple[Purchase, list[Order]]:
    """Return a paid purchase and its orders in order."""
    purchase = buy(quantities, **kwargs)
    money_comes(attempt_for(purchase))
    purchase.refresh_from_db()
    return purchase, list(purchase.orders.order_by("pk"))

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
from rumah.core import clock
from tests.factories.orders import buy


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


def bought(quantities: Mapping[Variant, int], **kwargs: Any) -> tuple[Purchase, list[Order]]:
    """Return a paid purchase and its orders in order."""
    purchase = buy(quantities, **kwargs)
    money_comes(attempt_for(purchase))
    purchase.refresh_from_db()
    return purchase, list(purchase.orders.order_by("pk"))

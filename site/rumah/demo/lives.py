"""How one purchase went: when it was placed, paid, shipped; told so that every state occurs."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from products.orders.models import Purchase
from products.orders.states import Fulfilment, PaymentState
from products.payments.models import Attempt
from products.payments.states import AttemptState

DAYS = 395
RECENT = 12
Step = tuple[datetime, str, str]
# What becomes of the latest purchases, in turn: every state can be seen at once.
LATEST: tuple[tuple[str, str], ...] = (
    (PaymentState.AWAITING, Fulfilment.WAITING), (PaymentState.PAID, Fulfilment.TO_ACCEPT),
    (PaymentState.PAID, Fulfilment.TO_SHIP), (PaymentState.PAID, Fulfilment.SHIPPED),
    (PaymentState.PAID, Fulfilment.COMPLETED), (PaymentState.EXPIRED, Fulfilment.CANCELLED),
    (PaymentState.CANCELLED, Fulfilment.CANCELLED), (PaymentState.REFUND_DUE, Fulfilment.CANCELLED),
    (PaymentState.PAID, Fulfilment.TO_ACCEPT), (PaymentState.PAID, Fulfilment.TO_SHIP),
)  # fmt: skip
# Days since a latest purchase was placed: a seller must still have time to accept, and a buyer to complain.
AGES: dict[str, tuple[float, float]] = {
    Fulfilment.WAITING: (0.002, 0.03), Fulfilment.TO_ACCEPT: (0.1, 1.2), Fulfilment.TO_SHIP: (1, 5),
    Fulfilment.SHIPPED: (2, 5),
}  # fmt: skip
PATH = (Fulfilment.WAITING, Fulfilment.TO_ACCEPT, Fulfilment.TO_SHIP, Fulfilment.SHIPPED, Fulfilment.COMPLETED)


@dataclass(frozen=True, slots=True)
class Life:
    """One purchase's course. `payments` and `steps` are (when, from, to), as the trail keeps them."""

    payment: str
    fulfilment: str
    placed_at: datetime
    expires_at: datetime
    paid_at: datetime | None
    changed_at: datetime
    payments: tuple[Step, ...]
    steps: tuple[Step, ...]
    is_latest: bool = False

    def attempts(self, purchase: Purchase, rng: Random) -> list[Attempt]:
        """Return the tries at paying that led here. Who still waits has not begun: nobody would answer for it."""
        if self.payment == PaymentState.AWAITING:
            return []
        state = {
            PaymentState.PAID: AttemptState.SETTLED,
            PaymentState.EXPIRED: AttemptState.EXPIRED,
            PaymentState.CANCELLED: AttemptState.CANCELLED,
            PaymentState.REFUND_DUE: AttemptState.SURPLUS,
        }[PaymentState(self.payment)]
        found = [self._attempt(purchase, state, rng)]
        if state == AttemptState.SETTLED and rng.random() < 0.06:
            found.insert(0, self._attempt(purchase, AttemptState.FAILED, rng))
        return found

    def _attempt(self, purchase: Purchase, state: AttemptState, rng: Random) -> Attempt:
        took = state in {AttemptState.SETTLED, AttemptState.SURPLUS}
        key = f"{rng.getrandbits(64):016x}"
        return Attempt(
            id=uuid.UUID(int=rng.getrandbits(128), version=4), purchase=purchase, provider="stripe", state=state,
            amount=purchase.total, received=purchase.total if took else None, reference=f"cs_test_contoh_{key}",
            payment_reference=f"pi_contoh_{key}" if took else "", created_at=self.placed_at + timedelta(minutes=1),
            expires_at=self.expires_at, checked_at=self.payments[-1][0], closed_at=self.payments[-1][0],
        )  # fmt: skip


def life(number: int, total: int, *, rng: Random, now: datetime) -> Life:
    """Return the course of purchase `number` of `total`; the last tenth, but 20 at least, are of the last days."""
    latest = min(total, max(2 * len(LATEST), total // 10))
    if number >= total - latest:
        payment, fulfilment = LATEST[number % len(LATEST)]
        placed = now - timedelta(days=rng.uniform(*AGES.get(fulfilment, (2, RECENT))))
        return replace(_course(payment, fulfilment, placed, rng), is_latest=True)
    # More is bought as the months go by.
    age = DAYS - (DAYS - RECENT) * (number / max(1, total - latest)) ** 0.75
    placed = now - timedelta(days=age, minutes=rng.uniform(0, 900))
    chance = rng.random()
    if chance < 0.84:
        return _course(PaymentState.PAID, Fulfilment.COMPLETED, placed, rng)
    payment = PaymentState.EXPIRED if chance < 0.93 else PaymentState.CANCELLED
    return _course(payment, Fulfilment.CANCELLED, placed, rng)


def _course(payment: str, fulfilment: str, placed: datetime, rng: Random) -> Life:
    # A demo that is looked at tomorrow should still have somebody who waits.
    hours = 48 if payment == PaymentState.AWAITING else 1
    expires = placed + timedelta(hours=hours)
    paid = placed + timedelta(minutes=rng.uniform(2, 45)) if payment == PaymentState.PAID else None
    payments: list[Step] = []
    steps: list[Step] = []
    if paid:
        payments.append((paid, PaymentState.AWAITING, PaymentState.PAID))
        at = paid
        for before, after in pairwise(PATH[: PATH.index(Fulfilment(fulfilment)) + 1]):
            steps.append((at, before, after))
            at += timedelta(hours=rng.uniform(1, 10))
    elif payment != PaymentState.AWAITING:
        end = placed + timedelta(minutes=12) if payment == PaymentState.CANCELLED else expires
        first = PaymentState.CANCELLED if payment == PaymentState.CANCELLED else PaymentState.EXPIRED
        payments.append((end, PaymentState.AWAITING, first))
        steps.append((end, Fulfilment.WAITING, Fulfilment.CANCELLED))
        if payment == PaymentState.REFUND_DUE:
            # The money came after the time was over, and the pieces were gone by then.
            payments.append((end + timedelta(minutes=20), PaymentState.EXPIRED, PaymentState.REFUND_DUE))
    changed = steps[-1][0] if steps else placed
    return Life(payment, fulfilment, placed, expires, paid, changed, tuple(payments), tuple(steps))

"""For negative controls: a worker that does in two steps what must be one, so that dying in between loses something."""

from uuid import UUID

from django.db import transaction

from products.orders.models import Purchase
from products.orders.paid import paid
from products.payments import inbox, poll
from products.payments.models import Attempt
from products.payments.providers import provider
from products.payments.taken_in import taken_in
from rumah.core import clock, outbox
from rumah.core.locking import locked_one
from rumah.core.models import OutboxMessage


def note_then_deliver(message: OutboxMessage) -> int:
    """Note that a message has left, and hand it over only then."""
    OutboxMessage.objects.filter(pk=message.pk).update(state=OutboxMessage.State.SENT, sent_at=clock.now())
    outbox.deliver(message)
    return 1


def settle_in_two(*, attempt_id: UUID) -> Attempt:
    """Commit the attempt, and the purchase only then."""
    attempt = Attempt.objects.get(pk=attempt_id)
    received = provider(attempt.provider).fetch(attempt).amount
    Attempt.objects.filter(pk=attempt_id).update(state="settled", received=received, closed_at=clock.now())
    with transaction.atomic():
        purchase = locked_one(Purchase.objects.filter(attempts=attempt_id))
        paid(purchase=purchase, at=clock.now())
        taken_in(Attempt.objects.get(pk=attempt_id), purchase)
    return attempt


def be_careless() -> None:
    """Become that worker."""
    outbox._attempt = note_then_deliver
    inbox.settle = poll.settle = settle_in_two

"""Messages from providers: kept once, answered at once, processed until it succeeds."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import structlog
from django.db import transaction

from products.payments import providers
from products.payments.models import Attempt, WebhookEvent
from products.payments.providers.base import Down, Notice
from products.payments.settle import settle
from products.payments.states import MONEY
from products.payments.withdrawn import look_again
from rumah.core import audit, clock
from rumah.core.errors import Unavailable
from rumah.core.locking import locked_one

log = structlog.get_logger(__name__)
# Stripe itself stops repeating after three days.
KEEP_TRYING = timedelta(days=3)
BATCH = 50


class NotFoundYet(Exception):
    """The message is about this house, but its attempt is not there: the provider must send it again."""


def receive(*, house: str, headers: Mapping[str, str], body: bytes) -> WebhookEvent | None:
    """Store a message of one company and return it; None for one that is about something else or came before.

    Nothing is believed but the signature: processing asks the provider itself. Raises Forged (nothing is stored) and
    NotFoundYet.
    """
    ways = providers.of_house(house)
    notice = ways[0].verify_webhook(headers, body)
    if notice.attempt_id is None:
        return None
    with transaction.atomic():
        mine = Attempt.objects.filter(pk=notice.attempt_id, provider__in=[way.code for way in ways])
        attempt = mine.first()
        if attempt is None:
            raise NotFoundYet(notice.event_id)
        return _store(house, notice, attempt)


def process(*, event_id: int) -> bool:
    """Settle the attempt a stored message is about; return whether it is done with. Safe to repeat."""
    event = WebhookEvent.objects.select_related("attempt").get(pk=event_id)
    if event.processed_at or event.attempt is None:
        return True
    error = _differs(event.attempt, event.reference)
    if not error:
        try:
            if settle(attempt_id=event.attempt.pk).state in MONEY:
                # Money that came can be taken away again within minutes.
                look_again(attempt_id=event.attempt.pk)
        except Unavailable as problem:
            error = str(problem.__cause__ or problem)
            WebhookEvent.objects.filter(pk=event_id).update(last_error=error[:300])
            raise
    done = None if error else clock.now()
    WebhookEvent.objects.filter(pk=event_id, processed_at=None).update(processed_at=done, last_error=error)
    return not error


def replay(*, event: WebhookEvent, actor: Any) -> bool:
    """Process a stored message again for a member of staff. Raises Unavailable when its provider is silent."""
    WebhookEvent.objects.filter(pk=event.pk).update(processed_at=None)
    audit.record("payments.replay", event, actor=actor, event_id=event.event_id)
    return process(event_id=event.pk)


def process_due() -> int:
    """Process what is left over, oldest first, and return how many are done. A silent provider is left out."""
    left = WebhookEvent.objects.filter(processed_at=None, received_at__gt=clock.now() - KEEP_TRYING)
    done, silent = 0, set[str]()
    for event_id, house in left.order_by("received_at").values_list("pk", "provider")[:BATCH]:
        if house in silent:
            continue
        try:
            done += process(event_id=event_id)
        except Down:
            silent.add(house)
        except Exception:  # one message with something wrong about it must not stop the others
            log.exception("webhook_process_failed", message=event_id)
    return done


def _store(house: str, notice: Notice, attempt: Attempt) -> WebhookEvent | None:
    event = WebhookEvent(
        provider=house, event_id=notice.event_id, kind=notice.kind, attempt=attempt, reference=notice.reference,
        payload=notice.payload, received_at=clock.now(),
    )  # fmt: skip
    WebhookEvent.objects.bulk_create([event], ignore_conflicts=True)
    stored = WebhookEvent.objects.get(provider=house, event_id=notice.event_id)
    return None if stored.processed_at else stored


def _differs(attempt: Attempt, reference: str) -> str:
    """Return an empty string if the message names the attempt's own payment; learn its name if it has none yet."""
    with transaction.atomic():
        mine = locked_one(Attempt.objects.filter(pk=attempt.pk))
        if not mine.reference:
            # The message overtook the provider's answer to our own call.
            mine.reference = reference
            mine.save(update_fields=["reference"])
        return "" if reference in {"", mine.reference} else f"about {reference}"[:300]

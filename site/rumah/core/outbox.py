"""Messages leave by the outbox: written with the change, sent by the worker, at least once, never lost."""

from collections.abc import Sequence
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F

from rumah.core import clock
from rumah.core.models import OutboxMessage
from rumah.core.text import clean_line

log = structlog.get_logger(__name__)
MAX_ATTEMPTS = 12


def message(
    *, channel: str, to: str, subject: str, body: str, dedupe_key: str, attachments: Sequence[dict[str, str]] = ()
) -> OutboxMessage:
    """Return a message that `queue_all` will write; line breaks in the subject are folded: no header slips in.

    `attachments` are `{name, type, text}`.
    """
    now = clock.now()
    return OutboxMessage(
        channel=channel, to=clean_line(to), subject=clean_line(subject)[:200], body=body,
        dedupe_key=dedupe_key, attachments=list(attachments), created_at=now, next_attempt_at=now,
    )  # fmt: skip


def queue_all(messages: Sequence[OutboxMessage]) -> None:
    """Write messages in the caller's transaction, in one statement; one whose key is known already is dropped."""
    OutboxMessage.objects.bulk_create(messages, ignore_conflicts=True)


def queue(
    *, channel: str, to: str, subject: str, body: str, dedupe_key: str, attachments: Sequence[dict[str, str]] = ()
) -> None:
    """Write one message in the caller's transaction, as `queue_all`."""
    queue_all(
        [
            message(
                channel=channel, to=to, subject=subject, body=body, dedupe_key=dedupe_key, attachments=attachments
            )
        ]
    )  # fmt: skip


def deliver(message: OutboxMessage) -> None:
    """Hand one message to its carrier. Raises whatever the carrier raises."""
    if message.channel == OutboxMessage.Channel.EMAIL:
        mail = EmailMessage(message.subject, message.body, to=[message.to])
        mail.extra_headers["Message-ID"] = f"<{message.pk}.{message.created_at:%Y%m%d%H%M%S}@outbox.rumah-kreatif>"
        for part in message.attachments:
            mail.attach(part["name"], part["text"], part["type"])
        mail.send()
    else:
        # Without a carrier for texts a developer reads them here; elsewhere a body may be somebody's code to sign in.
        words = {"to": message.to, "body": message.body} if settings.DEBUG else {}
        log.info("outbox_text", channel=message.channel, message=message.pk, **words)


def deliver_due(limit: int = 50) -> int:
    """Deliver what is due and return how many left.

    Each row is moved forward before the carrier is called: a worker killed in the middle delays that message by a
    minute instead of losing it, and two workers never take the same one at once.
    """
    now = clock.now()
    due = OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING, next_attempt_at__lte=now)
    sent = 0
    for message in due.order_by("next_attempt_at")[:limit]:
        wait = timedelta(minutes=min(2**message.attempts, 60))
        mine = due.filter(pk=message.pk, attempts=message.attempts).update(
            attempts=F("attempts") + 1, next_attempt_at=now + wait
        )
        if mine:
            sent += _attempt(message)
    return sent


def _attempt(message: OutboxMessage) -> int:
    row = OutboxMessage.objects.filter(pk=message.pk)
    try:
        deliver(message)
    except Exception as error:  # any carrier's failure is the same to us: keep it, say so, try later
        last = message.attempts + 1 >= MAX_ATTEMPTS
        state = OutboxMessage.State.FAILED if last else OutboxMessage.State.WAITING
        row.update(state=state, last_error=f"{type(error).__name__}: {error}"[:300])
        log.warning("outbox_failed", message=message.pk, error=type(error).__name__, last=last)
        return 0
    row.update(state=OutboxMessage.State.SENT, sent_at=clock.now(), last_error="")
    return 1

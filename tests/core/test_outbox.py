from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from pytest_django import Settings

from rumah.core import clock, outbox
from rumah.core.models import OutboxMessage

pytestmark = pytest.mark.django_db


def queue(key: str = "k1", subject: str = "Halo") -> None:
    outbox.queue(channel="email", to="ana@contoh.id", subject=subject, body="Isi", dedupe_key=key)


def test_delivers_once() -> None:
    queue()
    queue()
    assert outbox.deliver_due() == 1
    assert outbox.deliver_due() == 0
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [(["ana@contoh.id"], "Halo", "Isi")]
    assert OutboxMessage.objects.get().state == OutboxMessage.State.SENT


def test_nothing_leaves_for_a_change_undone() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue()
        raise ZeroDivisionError
    assert OutboxMessage.objects.count() == 0


def test_no_header_can_be_slipped_in() -> None:
    queue(subject="Halo\r\nBcc: semua@contoh.id")
    outbox.deliver_due()
    assert mail.outbox[0].subject == "Halo Bcc: semua@contoh.id"
    assert mail.outbox[0].recipients() == ["ana@contoh.id"]


def test_a_carrier_that_is_down_delays_and_does_not_lose(settings: Settings) -> None:
    queue()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    before = clock.now()
    assert outbox.deliver_due() == 0
    message = OutboxMessage.objects.get()
    assert (message.state, message.attempts) == (OutboxMessage.State.WAITING, 1)
    assert message.next_attempt_at >= before + timedelta(minutes=1)
    assert message.last_error.startswith("ConnectionRefusedError")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    OutboxMessage.objects.update(next_attempt_at=before)
    assert outbox.deliver_due() == 1
    assert len(mail.outbox) == 1


def test_gives_up_after_the_last_attempt_and_says_why(settings: Settings) -> None:
    queue()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    OutboxMessage.objects.update(attempts=outbox.MAX_ATTEMPTS - 1)
    outbox.deliver_due()
    assert OutboxMessage.objects.get().state == OutboxMessage.State.FAILED

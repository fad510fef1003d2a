"""Remind both sides the day before and two hours before, by e-mail and by WhatsApp, once each.

A reminder is a row and a message in one transaction. Its key names the time it is for: a session that is moved is
reminded of anew, and a second run finds the key taken. WhatsApp messages have a link for staff to send by hand.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from mentoring.sessions import ics
from mentoring.sessions.cancel import RELATED
from mentoring.sessions.messages import Side, service_name, sides, when
from mentoring.sessions.models import Reminder, Session, SessionState
from rumah.core import clock, outbox
from rumah.core.models import OutboxMessage

BEFORE = {Reminder.Kind.DAY: timedelta(hours=24), Reminder.Kind.HOURS: timedelta(hours=2)}
# Who books for tomorrow has just been told: a reminder within this time of the booking says nothing new.
JUST_TOLD = timedelta(hours=3)


def remind_due(*, size: int = 200) -> int:
    """Write the reminders that are due and return how many messages that were. Safe to run twice, and at once."""
    now = clock.now()
    written = 0
    for kind, before in BEFORE.items():
        sent = Reminder.objects.filter(session=OuterRef("pk"), kind=kind, starts_at=OuterRef("starts_at"))
        coming = Session.objects.filter(
            ~Exists(sent), state=SessionState.CONFIRMED, starts_at__gt=now, starts_at__lte=now + before,
            changed_at__lte=now - JUST_TOLD,
        )  # fmt: skip
        for session in coming.select_related(*RELATED).order_by("starts_at", "pk")[:size]:
            written += _remind(session, kind)
    return written


@transaction.atomic
def _remind(session: Session, kind: Reminder.Kind) -> int:
    rows, messages = [], []
    for side in sides(session):
        for channel, to in _ways(side):
            row = _row(session, kind, side, channel, to)
            rows.append(row)
            with translation.override(side.user.language):
                subject = _("Pengingat: %(service)s, %(time)s") % {
                    "service": service_name(session.service), "time": when(session, side.zone),
                }  # fmt: skip
            messages.append(
                outbox.message(channel=channel, to=to, subject=subject, body=row.text, dedupe_key=row.key)
            )  # fmt: skip
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    outbox.queue_all(messages)
    return len(rows)


def _ways(side: Side) -> list[tuple[str, str]]:
    ways = [
        (OutboxMessage.Channel.EMAIL.value, side.user.email),
        (OutboxMessage.Channel.WHATSAPP.value, side.user.phone),
    ]
    return [(channel, to) for channel, to in ways if to]


def _row(session: Session, kind: Reminder.Kind, side: Side, channel: str, to: str) -> Reminder:
    with translation.override(side.user.language):
        facts = {
            "name": side.user.name, "service": service_name(session.service), "business": session.business.name,
            "time": when(session, side.zone), "place": ics.location(session), "code": session.code,
        }  # fmt: skip
        text = _("Halo %(name)s, sesi %(service)s untuk %(business)s: %(time)s, %(place)s.") % facts
        if link := ics.online_link(session):
            text += f"\n{link}"
        if side.name == "owner":
            text += "\n" + _("Kode kedatangan: %(code)s. Tidak dapat hadir? Batalkan atau pindahkan di sini:") % facts
    return Reminder(
        session=session, kind=kind, side=side.name, channel=channel, to=to,
        text=f"{text}\n{settings.BASE_URL}{side.path}", created_at=clock.now(),
        starts_at=session.starts_at,
        key=f"remind:{session.pk}:{session.starts_at:%Y%m%d%H%M}:{kind.value}:{side.name}:{channel}",
    )  # fmt: skip

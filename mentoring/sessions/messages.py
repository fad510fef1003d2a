"""What the sides of a session are told, each in their language; written with the change, sent by the worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from mentoring.services.models import Mentor, Service
from mentoring.sessions import ics
from mentoring.sessions.models import Offer, Session, SessionState
from rumah.accounts.models import User
from rumah.core import clock, outbox
from rumah.core.models import OutboxMessage

HOUSE = clock.ZONES["WIB"]


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody who is told, on whose clock, and where they look."""

    user: User
    zone: ZoneInfo
    name: str
    path: str


def booked(session: Session, rows: Sequence[Session]) -> None:
    """Confirm the session (of a series: all its `rows`) to both sides, with the calendar; or ask for an answer."""
    if session.state == SessionState.REQUESTED:
        requested(session, rows)
        return
    written = []
    for side in sides(session):
        with translation.override(side.user.language):
            facts = _facts(session, side.zone, rows)
            text = _("Sesi %(service)s untuk %(business)s: %(time)s, %(place)s. Pendamping: %(mentor)s.") % facts
            subject = _("Sesi terjadwal: %(service)s, %(time)s") % {**facts, "time": when(session, side.zone)}
            calendar = ics.entries(rows, zone=side.zone)
            written.append(_message(side, f"session:{session.pk}:booked", subject, text, calendar))
    outbox.queue_all(written)


def requested(session: Session, rows: Sequence[Session]) -> None:
    """Ask the mentor for an answer and tell the owner that it is waited for."""
    event, written = f"session:{session.pk}:requested{len(session.asked)}", []
    for side in sides(session):
        with translation.override(side.user.language):
            facts = _facts(session, side.zone, rows)
            facts["until"] = _moment(session.answer_by or session.starts_at, side.zone)
            if side.name == "mentor":
                subject = _("Permintaan baru: %(service)s, %(time)s") % {**facts, "time": when(session, side.zone)}
                text = _("%(business)s meminta %(service)s: %(time)s, %(place)s. Jawab sebelum %(until)s.") % facts
            else:
                subject = _("Menunggu jawaban pendamping: %(service)s") % facts
                text = (
                    _(
                        "Permintaan %(service)s untuk %(business)s: %(time)s. Pendamping %(mentor)s menjawab paling "
                        "lambat %(until)s; bila tidak, kami tanyakan pendamping lain."
                    )
                    % facts
                )
            written.append(_message(side, event, subject, text))
    outbox.queue_all(written)


def moved(session: Session, *, was: datetime, left: Mentor | None) -> None:
    """Tell both sides of the new time, and the mentor who no longer gives it that it is off their calendar."""
    event, written = f"session:{session.pk}:moved{session.sequence}", []
    for side in sides(session):
        with translation.override(side.user.language):
            facts = {**_facts(session, side.zone, [session]), "was": _moment(was, side.zone)}
            text = _("Sesi %(service)s untuk %(business)s pindah dari %(was)s ke %(time)s, %(place)s.") % facts
            text += "\n" + _("Pendamping: %(mentor)s") % facts
            subject = _("Jadwal pindah: %(service)s, %(time)s") % facts
            written.append(_message(side, event, subject, text, ics.entry(session, zone=side.zone)))
    if left:
        side = Side(left.user, ZoneInfo(left.zone), "left", "/meja/")
        with translation.override(side.user.language):
            facts = {**_facts(session, side.zone, [session]), "was": _moment(was, side.zone)}
            text = _("Sesi %(service)s untuk %(business)s pada %(was)s kini ditangani %(mentor)s.") % facts
            written.append(_message(side, event, _("Sesi dialihkan: %(service)s") % facts, text))
    outbox.queue_all(written)


def cancelled(session: Session) -> None:
    """Tell both sides that the session will not be held, and take it out of their calendars."""
    written = []
    for side in sides(session):
        with translation.override(side.user.language):
            facts = _facts(session, side.zone, [session])
            text = _("Sesi %(service)s untuk %(business)s pada %(time)s dibatalkan.") % facts
            if session.cancel_reason:
                text += "\n" + _("Alasan: %(reason)s") % {"reason": session.cancel_reason}
            subject = _("Sesi dibatalkan: %(service)s, %(time)s") % facts
            calendar = ics.entry(session, zone=side.zone)
            written.append(_message(side, f"session:{session.pk}:cancelled", subject, text, calendar))
    outbox.queue_all(written)


def offered(offer: Offer) -> None:
    """Tell who waits that a time is kept for them, and until when."""
    waiting = offer.waiting
    user = waiting.joined_by or waiting.business.members.order_by("memberships__pk").first()
    if user is None:
        return
    side = Side(user, HOUSE, "owner", f"/pendampingan/tawaran/{offer.pk}/")
    with translation.override(user.language):
        facts = {
            "service": service_name(waiting.service), "business": waiting.business.name,
            "time": _moment(offer.starts_at, HOUSE), "until": _moment(offer.expires_at, HOUSE),
        }  # fmt: skip
        subject = _("Ada jadwal kosong: %(service)s, %(time)s") % facts
        text = _("%(service)s untuk %(business)s: %(time)s kami simpan untuk Anda sampai %(until)s.") % facts
        outbox.queue_all([_message(side, f"offer:{offer.pk}", subject, text)])


def sides(session: Session) -> list[Side]:
    """Return the owner's side and the mentor's; the first member stands in for a booker who is gone."""
    owner = session.booked_by or session.business.members.order_by("memberships__pk").first()
    mentor = Side(session.mentor.user, ZoneInfo(session.mentor.zone), "mentor", f"/meja/sesi/{session.pk}/")
    return [Side(owner, HOUSE, "owner", f"/pendampingan/sesi/{session.pk}/"), mentor] if owner else [mentor]


def service_name(service: Service) -> str:
    """Return the service's name in the language in force."""
    return service.name_en if translation.get_language() == "en" else service.name


def when(session: Session, zone: ZoneInfo) -> str:
    """Return when it begins, as `04/03/2026 09.00 WIB`."""
    return _moment(session.starts_at, zone)


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return f"{clock.local(moment, zone):%d/%m/%Y %H.%M} {clock.zone_name(zone)}"


def _facts(session: Session, zone: ZoneInfo, rows: Sequence[Session]) -> dict[str, str]:
    return {
        "service": service_name(session.service),
        "business": session.business.name,
        "mentor": session.mentor.user.name,
        "place": ics.location(session),
        "time": "; ".join(when(row, zone) for row in rows),
    }


def _message(side: Side, event: str, subject: str, body: str, calendar: str = "") -> OutboxMessage:
    user = side.user
    channel, to = ("email", user.email) if user.email else ("whatsapp", user.phone)
    entry = {"name": "sesi.ics", "type": "text/calendar", "text": calendar}
    return outbox.message(
        channel=channel, to=to or "", subject=subject, body=f"{body}\n\n{settings.BASE_URL}{side.path}",
        dedupe_key=f"{event}:{side.name}", attachments=[entry] if calendar and user.email else [],
    )  # fmt: skip

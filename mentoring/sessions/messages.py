"""What the two sides of a session are told, each in their language; written with the change, sent by the worker."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from mentoring.sessions import ics
from mentoring.sessions.models import Session
from rumah.accounts.models import User
from rumah.core import clock, outbox

HOUSE = clock.ZONES["WIB"]


def booked(session: Session) -> None:
    """Confirm the session to who booked it and to the mentor, with the calendar entry."""
    calendar = ics.entry(session)
    for user, zone, side in _sides(session):
        with translation.override(user.language):
            facts = _facts(session, zone)
            text = _("Sesi %(service)s untuk %(business)s: %(time)s, %(place)s. Pendamping: %(mentor)s.") % facts
            subject = _("Sesi terjadwal: %(service)s, %(time)s") % facts
            _tell(session, user, side, event="booked", subject=subject, body=text, calendar=calendar)


def cancelled(session: Session) -> None:
    """Tell both sides that the session will not be held, and take it out of their calendars."""
    calendar = ics.entry(session)
    for user, zone, side in _sides(session):
        with translation.override(user.language):
            facts = _facts(session, zone)
            text = _("Sesi %(service)s untuk %(business)s pada %(time)s dibatalkan.") % facts
            if session.cancel_reason:
                text += "\n" + _("Alasan: %(reason)s") % {"reason": session.cancel_reason}
            subject = _("Sesi dibatalkan: %(service)s, %(time)s") % facts
            _tell(session, user, side, event="cancelled", subject=subject, body=text, calendar=calendar)


def _sides(session: Session) -> list[tuple[User, ZoneInfo, str]]:
    # Whoever booked may have left since; then the first member of the business is told.
    owner = session.booked_by or session.business.members.order_by("memberships__pk").first()
    sides = [(session.mentor.user, ZoneInfo(session.mentor.zone), "mentor")]
    return [(owner, HOUSE, "owner"), *sides] if owner else sides


def _facts(session: Session, zone: ZoneInfo) -> dict[str, str]:
    english = translation.get_language() == "en"
    start = clock.local(session.starts_at, zone)
    return {
        "service": session.service.name_en if english else session.service.name,
        "business": session.business.name,
        "mentor": session.mentor.user.name,
        "place": ics.location(session),
        "time": f"{start:%d/%m/%Y} {start:%H.%M} {clock.zone_name(zone)}",
    }


def _tell(session: Session, user: User, side: str, *, event: str, subject: str, body: str, calendar: str) -> None:
    path = f"/meja/sesi/{session.pk}/" if side == "mentor" else f"/pendampingan/sesi/{session.pk}/"
    channel, to = ("email", user.email) if user.email else ("whatsapp", user.phone)
    entry = {"name": "sesi.ics", "type": "text/calendar", "text": calendar}
    outbox.queue(
        channel=channel, to=to or "", subject=subject, body=f"{body}\n\n{settings.BASE_URL}{path}",
        dedupe_key=f"session:{session.pk}:{event}:{side}", attachments=[entry] if user.email else [],
    )  # fmt: skip

"""A session as a calendar entry (RFC 5545), for the phone's own calendar."""

from datetime import timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from mentoring.services.models import Place
from mentoring.sessions.models import Session, SessionState


def location(session: Session) -> str:
    """Return where to go, in the language in force."""
    if session.service.place == Place.ONLINE:
        return _("Daring")
    if session.service.place == Place.VISIT:
        return session.business.address or session.business.name
    parts = [session.room.name if session.room else "", settings.HOUSE_NAME, settings.HOUSE_ADDRESS]
    return ", ".join(part for part in parts if part)


def entry(session: Session) -> str:
    """Return the `.ics` text, in Indonesian, with CRLF line ends.

    Times are UTC, so every phone shows its own WIB, WITA or WIT. UID stays and SEQUENCE grows, so that a later entry
    replaces an earlier one; a cancelled session gives METHOD:CANCEL. Without an ORGANIZER nobody is asked to reply.
    """
    cancelled = session.state == SessionState.CANCELLED
    with translation.override("id"):
        event = Event()
        event.add("uid", f"{session.pk}@rumah-kreatif")
        event.add("sequence", session.sequence)
        event.add("dtstamp", session.changed_at)
        event.add("last-modified", session.changed_at)
        event.add("dtstart", session.starts_at)
        event.add("dtend", session.ends_at)
        event.add("summary", _("Pendampingan: %(service)s") % {"service": session.service.name})
        event.add("location", location(session))
        event.add("description", _description(session))
        event.add("url", f"{settings.BASE_URL}/pendampingan/sesi/{session.pk}/")
        event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        if not cancelled:
            event.add_component(_reminder())
    calendar = Calendar()
    calendar.add("prodid", "-//Rumah Kreatif//Pendampingan//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _description(session: Session) -> str:
    facts = {"mentor": session.mentor.user.name, "business": session.business.name}
    lines = [_("Pendamping: %(mentor)s") % facts, _("Usaha: %(business)s") % facts]
    if session.product:
        lines.append(_("Produk: %(product)s") % {"product": session.product.name})
    return "\n".join(lines)


def _reminder() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Sesi pendampingan sebentar lagi"))
    alarm.add("trigger", timedelta(hours=-2))
    return alarm

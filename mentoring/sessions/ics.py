"""Sessions as calendar entries (RFC 5545), for the phone's own calendar.

Written out here: the library that reads them back in the tests takes longer to write one than the booking itself.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from mentoring.services.models import Place
from mentoring.sessions.models import Session, SessionState
from rumah.core import clock

HOUSE = clock.ZONES["WIB"]
LINE = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def location(session: Session) -> str:
    """Return where to go, in the language in force."""
    held = session.occurrence if session.occurrence_id else None
    if session.place == Place.ONLINE:
        return _("Daring")
    if held and held.address:
        return held.address
    if session.place == Place.VISIT:
        return session.business.address or session.business.name
    parts = [session.room.name if session.room else "", settings.HOUSE_NAME, settings.HOUSE_ADDRESS]
    return ", ".join(part for part in parts if part)


def online_link(session: Session) -> str:
    """Return the address of the meeting of a session that is held online, else an empty text."""
    if session.place != Place.ONLINE:
        return ""
    held = session.occurrence if session.occurrence_id else None
    return (held.online_link if held else "") or session.mentor.online_link or session.service.online_link


def entry(session: Session, *, zone: ZoneInfo = HOUSE) -> str:
    """Return the `.ics` text of one session; see `entries`."""
    return entries([session], zone=zone)


def entries(sessions: Sequence[Session], *, zone: ZoneInfo = HOUSE) -> str:
    """Return the `.ics` text of the sessions of one message, in Indonesian, with CRLF line ends.

    Times are on the clock of `zone`, which is described in the file. UID stays and SEQUENCE grows, so that a later
    entry replaces an earlier one; cancelled sessions give METHOD:CANCEL. Without an ORGANIZER nobody is asked to reply.
    """
    cancelled = all(session.state == SessionState.CANCELLED for session in sessions)
    return _calendar(sessions, zone, [f"METHOD:{'CANCEL' if cancelled else 'PUBLISH'}"])


def feed(sessions: Iterable[Session], *, zone: ZoneInfo, name: str) -> str:
    """Return a calendar to subscribe to, which phones ask for again every hour or so."""
    head = [f"X-WR-CALNAME:{_text(name)}", f"X-WR-TIMEZONE:{zone.key}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    return _calendar(sessions, zone, [*head, "X-PUBLISHED-TTL:PT1H"])


def _calendar(sessions: Iterable[Session], zone: ZoneInfo, head: Sequence[str]) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rumah Kreatif//Pendampingan//ID", "CALSCALE:GREGORIAN"]
    lines += [*head, *_zone(zone)]
    with translation.override("id"):
        for session in sessions:
            lines += _event(session, zone)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _zone(zone: ZoneInfo) -> list[str]:
    """Return the zone's description: the clocks here have no summer time, so one offset says it all."""
    offset = datetime(2026, 1, 1, tzinfo=zone).strftime("%z")
    return [
        "BEGIN:VTIMEZONE", f"TZID:{zone.key}", "BEGIN:STANDARD", "DTSTART:19700101T000000", f"TZOFFSETFROM:{offset}",
        f"TZOFFSETTO:{offset}", f"TZNAME:{clock.zone_name(zone)}", "END:STANDARD", "END:VTIMEZONE",
    ]  # fmt: skip


def _event(session: Session, zone: ZoneInfo) -> list[str]:
    cancelled = session.state == SessionState.CANCELLED
    # Outside the strings below, where the catalogue finds them.
    summary, soon = _("Pendampingan: %(service)s"), _("Sesi pendampingan sebentar lagi")
    changed = f"{session.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    status = {SessionState.CANCELLED: "CANCELLED", SessionState.REQUESTED: "TENTATIVE"}
    lines = [
        "BEGIN:VEVENT",
        f"UID:{session.pk}@rumah-kreatif",
        f"SEQUENCE:{session.sequence}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"DTSTART;TZID={zone.key}:{clock.local(session.starts_at, zone):%Y%m%dT%H%M%S}",
        f"DTEND;TZID={zone.key}:{clock.local(session.ends_at, zone):%Y%m%dT%H%M%S}",
        f"SUMMARY:{_text(summary % {'service': session.service.name})}",
        f"LOCATION:{_text(location(session))}",
        f"DESCRIPTION:{_text(_description(session, zone))}",
        f"URL:{settings.BASE_URL}/pendampingan/sesi/{session.pk}/",
        f"STATUS:{status.get(SessionState(session.state), 'CONFIRMED')}",
    ]
    if not cancelled:
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(soon)}"]
        lines += ["TRIGGER:-PT2H", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _description(session: Session, zone: ZoneInfo) -> str:
    start, end = clock.local(session.starts_at, zone), clock.local(session.ends_at, zone)
    facts = {"mentor": session.mentor.user.name, "business": session.business.name}
    lines = [f"{start:%H.%M}–{end:%H.%M} {clock.zone_name(zone)}"]
    lines += [_("Pendamping: %(mentor)s") % facts, _("Usaha: %(business)s") % facts]
    if session.product:
        lines.append(_("Produk: %(product)s") % {"product": session.product.name})
    if link := online_link(session):
        lines.append(link)
    return "\n".join(lines)


def _text(value: str) -> str:
    return value.translate(_ESCAPED)


def _folded(line: str) -> str:
    """Return the line broken at 75 bytes, never within a letter."""
    if len(line) <= LINE and len(line.encode()) <= LINE:
        return line
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LINE:
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + width
    return "\r\n".join([*parts, part])

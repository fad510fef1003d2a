"""What somebody who registered is told, in their language, with the entry for their calendar."""

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from rumah.core import clock, outbox
from rumah.events.links import url_of
from rumah.events.models import EventPage, Registration


def confirmed(row: Registration, event: EventPage) -> None:
    """Confirm the seat: by e-mail with the calendar entry where there is an address, else to the phone."""
    channel, to = ("email", row.email) if row.email else ("whatsapp", row.phone)
    with translation.override(row.language):
        start = clock.local(event.starts_at)
        facts = {
            "title": event.title, "place": event.place,
            "time": f"{date_format(start, 'l, j F Y', use_l10n=False)}, {start:%H.%M} WIB",
        }  # fmt: skip
        text = _("Anda terdaftar di %(title)s: %(time)s, %(place)s.") % facts
        more = _("Tambahkan ke kalender atau batalkan lewat tautan ini:")
        subject = _("Terdaftar: %(title)s") % facts
    part = {"name": "acara.ics", "type": "text/calendar", "text": entry(row, event)}
    outbox.queue(
        channel=channel, to=to, subject=subject, body=f"{text}\n{more}\n{url_of(row)}",
        dedupe_key=f"event:{row.pk}:confirmed", attachments=[part],
    )  # fmt: skip


def entry(row: Registration, event: EventPage) -> str:
    """Return the `.ics` text of the event for this person."""
    calendar, item = Calendar(), Event()
    calendar.add("prodid", "-//Rumah Kreatif//Acara//ID")
    calendar.add("version", "2.0")
    item.add("uid", f"{row.pk}@rumah-kreatif")
    item.add("dtstamp", row.created_at)
    item.add("dtstart", event.starts_at)
    item.add("dtend", event.ends_at)
    item.add("summary", event.title)
    item.add("location", event.place)
    item.add("url", f"{settings.BASE_URL}{event.address}")
    calendar.add_component(item)
    written: bytes = calendar.to_ical()
    return written.decode()

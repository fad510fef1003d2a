from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest

from mentoring.sessions import ics
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from tests.mentoring.conftest import NOW

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)


@pytest.fixture
def session(owner, photo, mentor, product, settings):
    settings.HOUSE_NAME, settings.HOUSE_ADDRESS = "Rumah Kreatif", "Jalan Contoh 1, Banyuwangi"
    product.name = "Keripik; pisang, \\ madu\nmanis"
    product.save()
    return book(actor=owner.user, service=photo, business=owner.business, product=product, starts_at=NINE)


def _event(session):
    calendar = icalendar.Calendar.from_ical(ics.entry(session))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


@pytest.mark.parametrize(
    ("zone", "clock"), [("Asia/Jakarta", "09.00"), ("Asia/Makassar", "10.00"), ("Asia/Jayapura", "11.00")]
)
def test_every_zone_reads_its_own_time(session, zone, clock):
    _calendar, event = _event(session)
    assert f"{event['dtstart'].dt.astimezone(ZoneInfo(zone)):%Y-%m-%d %H.%M}" == f"2026-03-04 {clock}"
    assert event["dtend"].dt - event["dtstart"].dt == session.ends_at - session.starts_at


def test_an_entry_is_whole(session):
    calendar, event = _event(session)
    assert (calendar["version"], calendar["method"], str(event["uid"])) == (
        "2.0", "PUBLISH", f"{session.pk}@rumah-kreatif"
    )  # fmt: skip
    assert (event["sequence"], event["status"], event["dtstamp"].dt) == (0, "CONFIRMED", NOW)
    assert str(event["location"]) == "Studio foto, Rumah Kreatif, Jalan Contoh 1, Banyuwangi"
    assert "Keripik; pisang, \\ madu\nmanis" in str(event["description"])
    assert "organizer" not in event
    assert all(len(line.encode()) <= 75 for line in ics.entry(session).split("\r\n"))


def test_a_cancelled_session_replaces_its_entry(session, owner):
    uid = _event(session)[1]["uid"]
    calendar, event = _event(cancel(actor=owner.user, session=session))
    assert (calendar["method"], event["uid"], event["sequence"], event["status"]) == ("CANCEL", uid, 1, "CANCELLED")

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mentoring.schedule.models import PickedDate, TimeOff
from mentoring.sessions.book import book
from rumah.core import clock
from tests.factories.mentoring import MentorFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
WEEK = {f"hari{number}": "" for number in range(7)}


@pytest.fixture
def session(owner, talk, mentor):
    return book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE, note="Ingin tahu")


@pytest.fixture
def desk(client, mentor):
    client.force_login(mentor.user)
    return client


def test_a_mentor_sees_the_coming_session_and_its_note(desk, session, owner):
    assert owner.business.name in desk.get("/meja/").content.decode()
    page = desk.get(f"/meja/sesi/{session.pk}/").content.decode()
    assert "Ingin tahu" in page
    assert "Tandai selesai" not in page


def test_times_are_on_the_mentors_clock(client, talk, owner):
    east = MentorFactory(skills=[talk], zone="Asia/Jayapura")
    session = book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)
    client.force_login(east.user)
    assert "11.00 WIT" in client.get(f"/meja/sesi/{session.pk}/").content.decode()


def test_a_session_is_marked_after_it_began(desk, session, monkeypatch):
    path = f"/meja/sesi/{session.pk}/tandai/"
    assert desk.post(path, {"hasil": "completed"}).status_code == 303
    session.refresh_from_db()
    assert session.state == "confirmed"
    monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(hours=1))
    assert "Perlu ditandai" in desk.get("/meja/").content.decode()
    desk.post(path, {"hasil": "completed"})
    session.refresh_from_db()
    assert session.state == "completed"


def test_a_mentor_cancels_a_coming_session(desk, session):
    desk.post(f"/meja/sesi/{session.pk}/tandai/", {"hasil": "cancelled", "alasan": "Sakit"})
    session.refresh_from_db()
    assert (session.state, session.cancel_reason) == ("cancelled", "Sakit")


def test_who_is_no_mentor_finds_no_desk(client, owner):
    client.force_login(owner.user)
    assert [client.get(path).status_code for path in ("/meja/", "/meja/jadwal/")] == [404, 404]
    assert client.post("/meja/jadwal/mingguan/", WEEK).status_code == 404


def test_the_week_is_set_whole_or_not_at_all(desk, mentor):
    answer = desk.post("/meja/jadwal/mingguan/", WEEK | {"hari0": "8-12, siang", "hari1": "10.05-12"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“siang” belum dapat dibaca" in page
    assert "kelipatan 15 menit" in page
    assert 'value="8-12, siang"' in page
    assert mentor.weekly_hours.count() == 5
    desk.post("/meja/jadwal/mingguan/", WEEK | {"hari5": "13.00-16.00, 08.00-12.00, 11.30-13.00"})
    assert list(mentor.weekly_hours.values_list("weekday", "start", "end")) == [(5, time(8), time(16))]


def test_dates_are_picked_joined_and_taken_back(desk, mentor):
    for hours in ("08.00-10.00", "10.00-12.00"):
        desk.post("/meja/jadwal/tanggal/", {"dates-date": "2026-03-07", "dates-hours": hours})
    assert PickedDate.objects.values_list("date", "start", "end").get() == (date(2026, 3, 7), time(8), time(12))
    refused = desk.post("/meja/jadwal/tanggal/", {"dates-date": "2026-03-01", "dates-hours": "08.00-10.00"})
    assert "sudah lewat" in refused.content.decode()
    desk.post("/meja/jadwal/tanggal/", {"hapus": "2026-03-07"})
    assert PickedDate.objects.count() == 0


def test_time_off_tells_of_the_bookings_it_hits(desk, session, mentor):
    answer = desk.post("/meja/jadwal/libur/", {"away-date": "2026-03-04", "away-reason": "Rapat"}, follow=True)
    assert "Masih ada 1 sesi" in answer.content.decode()
    assert TimeOff.objects.values_list("mentor", "date", "start").get() == (mentor.pk, date(2026, 3, 4), None)
    session.refresh_from_db()
    assert session.state == "confirmed"
    desk.post("/meja/jadwal/libur/", {"hapus": "2026-03-04"})
    assert TimeOff.objects.count() == 0

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
    page = answer.content.decode()
    assert "1 sesi tidak lagi sesuai jadwal Anda" in page
    assert "Rapat" in page
    assert TimeOff.objects.values_list("mentor", "date", "start").get() == (mentor.pk, date(2026, 3, 4), None)
    session.refresh_from_db()
    assert session.state == "confirmed"
    desk.post("/meja/jadwal/libur/", {"hapus": "2026-03-04"})
    assert TimeOff.objects.count() == 0
    assert "tidak lagi sesuai" not in desk.get("/meja/jadwal/").content.decode()


def test_extra_hours_and_time_off_cut_each_other(desk, mentor):
    desk.post("/meja/jadwal/libur/", {"away-date": "2026-03-07"})
    desk.post("/meja/jadwal/tambahan/", {"extra-date": "2026-03-07", "extra-hours": "09.00-12.00"})
    assert list(mentor.extra_hours.values_list("start", "end")) == [(time(9), time(12))]
    assert list(mentor.time_off.order_by("start").values_list("start", "end")) == [
        (time(0), time(9)), (time(12), time(23, 59)),
    ]  # fmt: skip
    desk.post("/meja/jadwal/libur/", {"away-date": "2026-03-07", "away-hours": "10.00-11.00"})
    assert list(mentor.extra_hours.order_by("start").values_list("start", "end")) == [
        (time(9), time(10)), (time(11), time(12)),
    ]  # fmt: skip
    desk.post("/meja/jadwal/tambahan/", {"hapus": "2026-03-07"})
    assert mentor.extra_hours.count() == 0
    refused = desk.post("/meja/jadwal/tambahan/", {"extra-date": "2026-03-01", "extra-hours": ""})
    assert (refused.status_code, mentor.extra_hours.count()) == (422, 0)


def test_a_pause_is_set_refused_and_ended(desk, mentor):
    refused = desk.post("/meja/jadwal/jeda/", {"pause-first": "2026-03-09", "pause-last": "2026-03-05"})
    assert refused.status_code == 422
    assert "Akhir jeda harus setelah awalnya" in refused.content.decode()
    page = desk.post("/meja/jadwal/jeda/", {"pause-first": "2026-03-09"}, follow=True).content.decode()
    assert "Jeda sejak 9 Maret 2026" in page
    mentor.refresh_from_db()
    assert (mentor.paused_from, mentor.paused_until) == (date(2026, 3, 9), None)
    desk.post("/meja/jadwal/jeda/", {"lanjut": "1"})
    mentor.refresh_from_db()
    assert mentor.paused_from is None


def test_limits_are_numbers_or_none(desk, mentor):
    refused = desk.post("/meja/jadwal/batas/", {"limits-daily": "0", "limits-weekly": "banyak"})
    assert (refused.status_code, "Isi dengan angka." in refused.content.decode()) == (422, True)
    refused = desk.post("/meja/jadwal/batas/", {"limits-daily": "0", "limits-weekly": "101"})
    assert refused.content.decode().count("Isi angka 1 sampai 100, atau kosongkan.") == 4
    desk.post("/meja/jadwal/batas/", {"limits-daily": "3", "limits-weekly": ""})
    mentor.refresh_from_db()
    assert (mentor.daily_cap, mentor.weekly_cap) == (3, None)


def test_reach_is_languages_kecamatan_and_a_safe_link(desk, mentor):
    path, good = "/meja/jadwal/jangkauan/", {"reach-languages": ["osi", "id"], "reach-districts": ["35.10.16"]}
    for wrong in (
        {"reach-languages": ["xx"]}, {"reach-districts": ["31.71.01"]}, {"reach-online_link": "http://rapat.contoh.id"},
        {"reach-online_link": "javascript:alert(1)"},
    ):  # fmt: skip
        assert desk.post(path, good | wrong).status_code == 422
    desk.post(path, good | {"reach-online_link": "https://rapat.contoh.id/osing"})
    mentor.refresh_from_db()
    assert (mentor.languages, mentor.districts) == (["id", "osi"], ["35.10.16"])
    assert mentor.online_link == "https://rapat.contoh.id/osing"


def test_an_affected_session_is_moved_with_one_button(desk, session, mentor):
    desk.post("/meja/jadwal/libur/", {"away-date": "2026-03-04", "away-hours": "09.00-10.00"})
    page = desk.get("/meja/jadwal/terdampak/").content.decode()
    assert 'value="2026-03-04T10:00:00+07:00"' in page
    assert 'value="2026-03-04T09:00:00+07:00"' not in page
    path = f"/meja/jadwal/terdampak/{session.pk}/"
    desk.post(path, {"mulai": "besok"})
    session.refresh_from_db()
    assert session.starts_at == NINE
    desk.post(path, {"mulai": "2026-03-04T10:00:00+07:00"})
    session.refresh_from_db()
    assert (session.starts_at, session.moves) == (datetime(2026, 3, 4, 3, tzinfo=UTC), 0)
    assert "Semua sesi sesuai jadwal Anda" in desk.get("/meja/jadwal/terdampak/").content.decode()


def test_a_stranger_moves_nobodys_session(client, talk, session):
    other = MentorFactory(skills=[talk])
    client.force_login(other.user)
    answer = client.post(f"/meja/jadwal/terdampak/{session.pk}/", {"mulai": "2026-03-05T10:00:00+07:00"})
    session.refresh_from_db()
    assert (answer.status_code, session.starts_at) == (404, NINE)

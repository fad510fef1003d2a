"""Pages around a booking: the held form, moving, waiting, the calendar address, arrivals, files, requests."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mentoring.schedule.models import Cell
from mentoring.services.models import IntakeQuestion
from mentoring.sessions import waitlist
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.models import CalendarFeed, Hold, Offer, Session, VisitNeeds, Waiting
from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory
from tests.mentoring.conftest import NOW

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
FRIDAY = NINE + timedelta(days=2)
RESERVE = "/pendampingan/bincang/pesan/"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def session(owner, talk, mentor):
    return book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)


@pytest.fixture
def signed_in(client, owner):
    client.force_login(owner.user)
    return client


def test_opening_the_form_holds_the_slot_and_leaving_lets_it_go(signed_in, owner, talk, mentor):
    page = signed_in.get(RESERVE, {"mulai": NINE.isoformat()}).content.decode()
    assert "Disimpan untuk Anda sampai 08.05 WIB" in page
    assert Hold.objects.get().held_by == owner.user
    answer = signed_in.post(f"{RESERVE}lepas/")
    assert (answer.status_code, answer["Location"], Cell.objects.count()) == (303, "/pendampingan/bincang/", 0)


def test_a_slot_somebody_else_holds_shows_fresh_times(signed_in, talk, mentor, client):
    other = MembershipFactory()
    client.force_login(other.user)
    client.get(RESERVE, {"mulai": NINE.isoformat()})
    client.force_login(MembershipFactory().user)
    page = client.get(RESERVE, {"mulai": NINE.isoformat()}).content.decode()
    assert "baru saja terisi" in page
    assert 'value="2026-03-04T10:00:00+07:00"' in page
    assert Hold.objects.count() == 1


def test_a_form_that_cannot_be_sent_holds_nothing(client, talk, photo, mentor):
    client.force_login(MembershipFactory().user)
    client.get("/pendampingan/foto-produk/pesan/", {"mulai": NINE.isoformat()})  # a business without a product
    client.get(RESERVE)
    assert Hold.objects.count() == 0


@pytest.fixture
def asked(talk):
    kinds = IntakeQuestion.Kind
    return [
        IntakeQuestion.objects.create(service=talk, position=1, text="Apa produknya?", is_required=True),
        IntakeQuestion.objects.create(service=talk, position=2, text="Foto", kind=kinds.FILE),
    ]


def test_answers_and_files_come_with_the_form(signed_in, owner, talk, mentor, asked):
    form = {"mulai": NINE.isoformat(), "target": owner.business_id, "note": "Dari rumah"}
    page = signed_in.get(RESERVE, {"mulai": NINE.isoformat()}).content.decode()
    assert 'enctype="multipart/form-data"' in page
    wrong = {f"q{asked[1].pk}": SimpleUploadedFile("a.exe", b"MZ")}
    answer = signed_in.post(RESERVE, form | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Jawab pertanyaan ini" in page
    assert "Kirim berkas PDF, JPG, atau PNG" in page
    assert "Dari rumah" in page
    good = {f"q{asked[0].pk}": "Keripik", f"q{asked[1].pk}": SimpleUploadedFile("a.png", PNG)}
    assert signed_in.post(RESERVE, form | good).status_code == 303
    session = Session.objects.get()
    page = signed_in.get(f"/pendampingan/sesi/{session.pk}/").content.decode()
    assert "Keripik" in page
    file = session.answers.exclude(file="").get()
    path = f"/pendampingan/jawaban/{file.pk}/"
    assert path in page
    assert b"".join(signed_in.get(path).streaming_content) == PNG
    signed_in.force_login(mentor.user)
    assert signed_in.get(path).status_code == 200
    for stranger in (MembershipFactory().user, MentorFactory(skills=[talk]).user):
        signed_in.force_login(stranger)
        assert signed_in.get(path).status_code == 404


def test_needs_are_asked_once_and_kept(signed_in, owner, talk, mentor):
    form = {"mulai": NINE.isoformat(), "target": owner.business_id, "kebutuhan": "Kursi roda"}
    assert "Ada kebutuhan khusus" in signed_in.get(RESERVE, {"mulai": NINE.isoformat()}).content.decode()
    signed_in.post(RESERVE, form)
    assert VisitNeeds.objects.get(user=owner.user).words == "Kursi roda"
    cancel(actor=owner.user, session=Session.objects.get())
    page = signed_in.get(RESERVE, {"mulai": NINE.isoformat()}).content.decode()
    assert "sudah kami simpan" in page
    assert "Kursi roda</textarea>" in page


def test_a_session_is_moved_by_choosing_day_and_time(signed_in, session):
    path = f"/pendampingan/sesi/{session.pk}/pindah/"
    assert path in signed_in.get(f"/pendampingan/sesi/{session.pk}/").content.decode()
    assert "Jumat 6 Maret" in signed_in.get(path).content.decode()
    page = signed_in.get(path, {"hari": "2026-03-06"}).content.decode()
    assert 'value="2026-03-06T09:00:00+07:00"' in page
    assert signed_in.post(path, {"mulai": FRIDAY.isoformat()}).status_code == 303
    session.refresh_from_db()
    assert session.starts_at == FRIDAY


def test_a_move_that_fails_says_why_and_keeps_the_day(signed_in, session, talk):
    other = MembershipFactory()
    book(actor=other.user, service=talk, business=other.business, starts_at=FRIDAY)
    path = f"/pendampingan/sesi/{session.pk}/pindah/?hari=2026-03-06"
    answer = signed_in.post(path, {"mulai": FRIDAY.isoformat()})
    page = answer.content.decode()
    assert (answer.status_code, "baru saja terisi" in page) == (409, True)
    assert 'value="2026-03-06T10:00:00+07:00"' in page
    assert signed_in.post(path, {"mulai": "besok"}).status_code == 422


def test_the_line_is_joined_left_and_an_offer_answered(client, session, talk, owner):
    member = MembershipFactory()
    client.force_login(member.user)
    path = "/pendampingan/bincang/tunggu/"
    assert "Masuk daftar tunggu" in client.get(path).content.decode()
    assert client.post(path, {"target": member.business_id}).status_code == 303
    assert "Keluar dari daftar" in client.get("/pendampingan/sesi/").content.decode()
    cancel(actor=owner.user, session=session)
    offer = Offer.objects.get()
    assert f"/pendampingan/tawaran/{offer.pk}/" in client.get("/pendampingan/sesi/").content.decode()
    assert "09.00 WIB" in client.get(f"/pendampingan/tawaran/{offer.pk}/").content.decode()
    answer = client.post(f"/pendampingan/tawaran/{offer.pk}/", {"terima": "1"})
    assert answer["Location"] == f"/pendampingan/sesi/{member.business.sessions.get().pk}/"
    assert "sudah dijawab" in client.get(f"/pendampingan/tawaran/{offer.pk}/").content.decode()


def test_an_offer_is_let_go_and_the_line_left(client, session, talk, owner):
    member = MembershipFactory()
    row = waitlist.join(actor=member.user, service=talk, business=member.business)
    cancel(actor=owner.user, session=session)
    client.force_login(member.user)
    assert client.post(f"/pendampingan/tawaran/{Offer.objects.get().pk}/", {"tolak": "1"}).status_code == 303
    assert (Offer.objects.get().state, Cell.objects.count()) == ("declined", 0)
    client.post(f"/pendampingan/tunggu/{row.pk}/keluar/")
    assert Waiting.objects.get().state == "left"


def test_who_has_a_session_coming_is_told_so(signed_in, owner, session):
    answer = signed_in.post("/pendampingan/bincang/tunggu/", {"target": owner.business_id})
    assert (answer.status_code, "masih punya sesi" in answer.content.decode()) == (409, True)
    assert signed_in.post("/pendampingan/bincang/tunggu/", {"target": "0"}).status_code == 422


def test_strangers_find_nothing_and_change_nothing(client, session, talk, owner):
    member = MembershipFactory()
    row = waitlist.join(actor=member.user, service=talk, business=member.business)
    cancel(actor=owner.user, session=session)
    offer, other = Offer.objects.get(), MembershipFactory()
    client.force_login(other.user)
    for path in (f"tawaran/{offer.pk}/", f"sesi/{session.pk}/pindah/"):
        assert client.get(f"/pendampingan/{path}").status_code == 404
    for path in (f"tawaran/{offer.pk}/", f"tunggu/{row.pk}/keluar/", f"sesi/{session.pk}/pindah/"):
        assert client.post(f"/pendampingan/{path}", {"terima": "1"}).status_code == 404
    assert (Offer.objects.get().state, Waiting.objects.get().state) == ("open", "waiting")


def test_a_calendar_address_is_shown_once_and_can_be_taken_back(signed_in, owner, session):
    path = "/pendampingan/kalender/"
    page = signed_in.post(path, {"buat": "1"}).content.decode()
    address = page.split('id="alamat" value="')[1].split('"')[0]
    assert address not in signed_in.get(path).content.decode()
    signed_in.logout()
    answer = signed_in.get(address[address.index("/pendampingan") :])
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["dtstart"].dt == NINE
    signed_in.force_login(owner.user)
    assert "Terakhir dibaca" in signed_in.get(path).content.decode()
    signed_in.post(path, {"cabut": "1"})
    assert signed_in.get(address[address.index("/pendampingan") :]).status_code == 404
    assert CalendarFeed.objects.count() == 0


def test_guessing_calendar_addresses_ends(client, session):
    answers = {client.get(f"/pendampingan/kalender/tebak{number}.ics").status_code for number in range(70)}
    assert answers == {404}


def test_arrival_by_a_scanned_code_is_one_tap(client, session, mentor, owner, at):
    at(NINE)
    client.force_login(mentor.user)
    page = client.get("/pendampingan/kedatangan/", {"kode": session.code}).content.decode()
    assert f'value="{session.code}"' in page
    wrong = client.post("/pendampingan/kedatangan/", {"kode": "AAAA-AAAA"})
    assert (wrong.status_code, 'value="AAAA-AAAA"' in wrong.content.decode()) == (422, True)
    assert client.post("/pendampingan/kedatangan/", {"kode": session.code}).status_code == 303
    session.refresh_from_db()
    assert session.checked_in_at == NINE


def test_the_session_shows_its_code_and_a_warning_when_cancelling_costs(signed_in, owner, talk, mentor, at):
    talk.quarter_quota = 2
    talk.save()
    session = book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)
    page = signed_in.get(f"/pendampingan/sesi/{session.pk}/").content.decode()
    assert session.code in page
    assert "tetap terpakai" not in page
    at(NINE - timedelta(hours=2))
    page = signed_in.get(f"/pendampingan/sesi/{session.pk}/").content.decode()
    assert "jatah triwulan ini tetap terpakai" in page
    assert "Pindah jadwal" not in page


def test_a_mentor_answers_requests_at_the_desk(client, owner, talk, mentor, at):
    talk.asks_mentor = True
    talk.save()
    session = book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)
    client.force_login(mentor.user)
    assert owner.business.name in client.get("/meja/permintaan/").content.decode()
    client.force_login(MentorFactory(skills=[talk]).user)
    assert client.post(f"/meja/permintaan/{session.pk}/", {"terima": "1"}).status_code == 404
    client.force_login(mentor.user)
    client.post(f"/meja/permintaan/{session.pk}/", {"terima": "1"})
    session.refresh_from_db()
    assert session.state == "confirmed"
    assert "Tidak ada permintaan" in client.get("/meja/permintaan/").content.decode()


def test_pages_cost_a_bounded_number_of_queries(signed_in, session, talk, django_assert_max_num_queries):
    for _each in range(4):
        MentorFactory(skills=[talk])
    with django_assert_max_num_queries(8):
        signed_in.get(f"/pendampingan/sesi/{session.pk}/")
    with django_assert_max_num_queries(17):
        signed_in.get(f"/pendampingan/sesi/{session.pk}/pindah/?hari=2026-03-06")
    assert clock.now() == NOW

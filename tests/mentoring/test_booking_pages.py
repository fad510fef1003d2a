from datetime import UTC, datetime

import icalendar
import pytest

from mentoring.schedule.models import Cell
from mentoring.sessions.book import book
from mentoring.sessions.models import Session
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory
from tests.factories.mentoring import MentorFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
RESERVE = "/pendampingan/foto-produk/pesan/"


@pytest.fixture
def session(owner, talk, mentor):
    return book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE, note="Ingin tahu")


def test_anybody_sees_services_days_and_times_of_the_chosen_day(client, photo, mentor, django_assert_max_num_queries):
    assert "Layanan" in client.get("/pendampingan/").content.decode()
    with django_assert_max_num_queries(9):
        page = client.get("/pendampingan/foto-produk/").content.decode()
    assert "Rabu 4 Maret" in page
    assert "09.00 WIB" not in page
    with django_assert_max_num_queries(15):
        page = client.get("/pendampingan/foto-produk/?hari=2026-03-04").content.decode()
    assert "09.00 WIB" in page
    assert "mulai=2026-03-04T09%3A00%3A00%2B07%3A00" in page


@pytest.mark.parametrize("query", ["hari=kemarin", "hari=9999-12-31", "hari=0001-01-01", "pendamping=siapa"])
def test_a_broken_address_shows_the_days(client, photo, mentor, query):
    assert client.get(f"/pendampingan/foto-produk/?{query}").status_code == 200


def test_an_unknown_or_closed_service_is_not_found(client, photo):
    assert client.get("/pendampingan/tidak-ada/").status_code == 404
    photo.is_active = False
    photo.save()
    assert client.get("/pendampingan/foto-produk/").status_code == 404


def test_booking_asks_to_sign_in_and_comes_back(client, photo, mentor):
    answer = client.get(RESERVE, {"mulai": NINE.isoformat()})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/akun/masuk/?next=/pendampingan/foto-produk/pesan/%3Fmulai%3D2026-03-04")


def test_an_owner_books_for_a_product(client, owner, photo, mentor, product):
    client.force_login(owner.user)
    page = client.get(RESERVE, {"mulai": NINE.isoformat()}).content.decode()
    assert "Rabu, 4 Maret 2026, 09.00 WIB" in page
    answer = client.post(RESERVE, {"mulai": NINE.isoformat(), "target": product.pk, "note": "Foto <b>lama</b> gelap"})
    session = Session.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/pendampingan/sesi/{session.pk}/")
    assert (session.product, session.starts_at, session.mentor) == (product, NINE, mentor)
    assert "Foto &lt;b&gt;lama&lt;/b&gt; gelap" in client.get(answer["Location"]).content.decode()


def test_a_product_of_somebody_else_is_no_choice(client, owner, photo, mentor, product):
    client.force_login(owner.user)
    other = ProductFactory(business=MembershipFactory().business)
    answer = client.post(RESERVE, {"mulai": NINE.isoformat(), "target": other.pk})
    assert answer.status_code == 422
    assert other.name not in answer.content.decode()
    assert (Session.objects.count(), Cell.objects.count()) == (0, 0)


def test_a_taken_time_keeps_what_was_typed_and_offers_fresh_ones(client, owner, photo, mentor, product):
    other = MembershipFactory()
    theirs = ProductFactory(business=other.business)
    book(actor=other.user, service=photo, business=other.business, product=theirs, starts_at=NINE)
    client.force_login(owner.user)
    answer = client.post(RESERVE, {"mulai": NINE.isoformat(), "target": product.pk, "note": "Sudah saya tulis"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "baru saja terisi" in page
    assert "Sudah saya tulis" in page
    assert f'<option value="{product.pk}" selected>' in page
    assert 'value="2026-03-04T11:00:00+07:00"' in page  # 09.00 to 10.30, then the two buffers
    assert 'value="2026-03-04T10:30:00+07:00"' not in page
    assert Session.objects.count() == 1


def test_without_a_business_or_product_the_page_says_what_to_do(client, owner, photo, talk, mentor):
    client.force_login(owner.user)
    assert "belum punya produk" in client.get(RESERVE, {"mulai": NINE.isoformat()}).content.decode()
    client.force_login(mentor.user)
    assert "Daftarkan usaha" in client.get("/pendampingan/bincang/pesan/").content.decode()


def test_several_businesses_leave_the_choice_open(client, owner, talk, mentor):
    second = MembershipFactory(user=owner.user)
    client.force_login(owner.user)
    ask = {"mulai": NINE.isoformat(), "target": ""}
    assert client.post("/pendampingan/bincang/pesan/", ask).status_code == 422
    assert client.post("/pendampingan/bincang/pesan/", ask | {"target": second.business_id}).status_code == 303
    assert Session.objects.get().business == second.business


def test_the_calendar_entry_is_handed_out(client, owner, session):
    client.force_login(owner.user)
    answer = client.get(f"/pendampingan/sesi/{session.pk}/kalender.ics")
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["dtstart"].dt == NINE


def test_an_owner_cancels_with_a_reason(client, owner, session):
    client.force_login(owner.user)
    assert client.post(f"/pendampingan/sesi/{session.pk}/batal/", {"alasan": "Hujan"}).status_code == 303
    session.refresh_from_db()
    assert (session.state, session.cancel_reason, Cell.objects.count()) == ("cancelled", "Hujan", 0)
    assert "Hujan" in client.get(f"/pendampingan/sesi/{session.pk}/").content.decode()


@pytest.mark.parametrize("who", ["stranger", "other_mentor", "nobody"])
def test_strangers_find_nothing_and_change_nothing(client, session, who, talk):
    if who != "nobody":
        people = {
            "stranger": lambda: MembershipFactory().user,
            "other_mentor": lambda: MentorFactory(skills=[talk]).user,
        }
        client.force_login(people[who]())
    for prefix, verbs in (("/pendampingan/sesi", ["batal/"]), ("/meja/sesi", ["tandai/"])):
        page = client.get(f"{prefix}/{session.pk}/")
        assert page.status_code == (302 if who == "nobody" else 404)
        for verb in verbs:
            answer = client.post(f"{prefix}/{session.pk}/{verb}", {"hasil": "cancelled"})
            assert answer.status_code == (302 if who == "nobody" else 404)
    session.refresh_from_db()
    assert (session.state, Cell.objects.filter(holder=session.pk).count()) == ("confirmed", 8)


def test_own_sessions_are_listed_in_a_bounded_number_of_queries(client, owner, session, django_assert_num_queries):
    client.force_login(owner.user)
    with django_assert_num_queries(4):  # session, person, list, places in line
        page = client.get("/pendampingan/sesi/").content.decode()
    assert "Rabu, 4 Maret 2026, 09.00 WIB" in page
    client.force_login(MembershipFactory().user)
    assert "Anda belum punya sesi" in client.get("/pendampingan/sesi/").content.decode()


@pytest.mark.parametrize(
    ("language", "english", "shown"),
    [("id", "Bring it.", "Bawa."), ("en", "Bring it.", "Bring it."), ("en", "", "Bawa.")],
)
@pytest.mark.usefixtures("mentor")
def test_a_service_is_told_in_the_readers_language(client, photo, language, english, shown):
    photo.description, photo.description_en, photo.question, photo.question_en = "Bawa.", english, "Bawa.", english
    photo.save()
    client.cookies["bahasa"] = language
    page = client.get("/pendampingan/foto-produk/").content.decode()
    assert f"<p>{shown}</p>" in page
    assert photo.local_question == shown

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group

from mentoring.schedule.models import Cell, Holiday, Occurrence
from mentoring.schedule.workshops import Plan, change_workshop, open_workshops, schedule_workshop
from mentoring.services.models import IntakeQuestion, Service
from mentoring.sessions.book import book
from mentoring.sessions.call_off import call_off
from rumah.accounts.found import COORDINATOR, found
from rumah.core.errors import Conflict, DomainError
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory, RoomFactory, ServiceFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)


@pytest.fixture
def group(db):
    return ServiceFactory(
        slug="lokakarya-label", duration=120, buffer_before=30, buffer_after=15, seats=8, room_kind="hall",
        for_product=False,
    )  # fmt: skip


@pytest.fixture
def giver(group):
    return MentorFactory(skills=[group])


@pytest.fixture
def hall():
    return RoomFactory(kind="hall", capacity=10)


@pytest.fixture
def coordinator(client):
    found()
    person = UserFactory(is_staff=True)
    person.groups.add(Group.objects.get(name=COORDINATOR))
    client.force_login(person)
    return person


def _plan(group, giver, hall, **changed):
    return Plan(**({"service": group, "mentor": giver, "room": hall, "starts_at": NINE} | changed))


def _codes(error):
    return [(problem.field, problem.code) for problem in error.value.problems]


def test_a_workshop_takes_mentor_and_room_with_its_buffers(group, giver, hall):
    row = schedule_workshop(actor=giver.user, plan=_plan(group, giver, hall))
    assert (row.seats, row.ends_at) == (8, NINE + timedelta(hours=2))
    taken = Cell.objects.filter(holder=row.pk)
    assert set(taken.values_list("resource", flat=True)) == {f"m{giver.pk}", f"r{hall.pk}"}
    # 30 before, 120, 15 after: eleven quarters for each of the two.
    assert taken.count() == 22
    with pytest.raises(Conflict) as error:
        schedule_workshop(actor=giver.user, plan=_plan(group, giver, hall, starts_at=NINE + timedelta(hours=2)))
    assert _codes(error) == [("starts_at", "taken")]
    assert Occurrence.objects.count() == 1


def test_everything_wrong_with_a_plan_is_said_at_once(group, giver, hall, talk):
    off = NINE.replace(month=2) + timedelta(minutes=5)
    with pytest.raises(DomainError) as error:
        schedule_workshop(actor=giver.user, plan=_plan(talk, giver, None, starts_at=off))
    assert [field for field, _code in _codes(error)] == ["service", "mentor", "starts_at", "starts_at"]
    for changed, field in (
        ({"room": None}, "room"), ({"seats": 11}, "seats"), ({"place": "online"}, "room"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as error:
            schedule_workshop(actor=giver.user, plan=_plan(group, giver, hall, **changed))
        assert [field for field, _code in _codes(error)] == [field]
    assert (Occurrence.objects.count(), Cell.objects.count()) == (0, 0)


def test_seats_never_go_below_those_taken_nor_above_the_room(group, giver, hall):
    row = schedule_workshop(actor=giver.user, plan=_plan(group, giver, hall))
    Occurrence.objects.update(seats_taken=3)
    for seats in (2, 11):
        with pytest.raises(DomainError):
            change_workshop(actor=giver.user, workshop=row, seats=seats)
    changed = change_workshop(actor=giver.user, workshop=row, seats=3, topic="Label yang jujur")
    assert (changed.seats, changed.topic) == (3, "Label yang jujur")


def test_calling_it_off_frees_time_and_seats_and_tells_everybody(group, giver, hall):
    row = schedule_workshop(actor=giver.user, plan=_plan(group, giver, hall))
    sessions = []
    for _each in range(2):
        owner = MembershipFactory()
        sessions.append(book(actor=owner.user, service=group, business=owner.business, starts_at=NINE))
    with pytest.raises(DomainError):
        call_off(actor=giver.user, workshop=row, reason=" ")
    assert call_off(actor=giver.user, workshop=row, reason="Pemateri sakit") == 2
    assert call_off(actor=giver.user, workshop=row, reason="Lagi") == 0
    row.refresh_from_db()
    assert (row.state, row.seats_taken, Cell.objects.count()) == ("cancelled", 0, 0)
    for session in sessions:
        session.refresh_from_db()
        assert (session.state, session.cancel_reason) == ("cancelled", "Pemateri sakit")
    schedule_workshop(actor=giver.user, plan=_plan(group, giver, hall))


def test_the_page_lists_what_can_be_booked(client, group, giver, hall, django_assert_max_num_queries):
    soon = schedule_workshop(actor=giver.user, plan=_plan(group, giver, hall, topic="Label", topic_en="Labels"))
    schedule_workshop(actor=giver.user, plan=_plan(group, giver, hall, starts_at=NINE + timedelta(days=1)))
    Occurrence.objects.filter(pk=soon.pk).update(seats_taken=8)
    assert [row.seats_left for row in open_workshops(group)] == [0, 8]
    with django_assert_max_num_queries(5):
        page = client.get("/pendampingan/lokakarya-label/").content.decode()
    assert page.count("Penuh") == 1
    assert "8 kursi tersisa" in page
    assert page.count("pesan/?mulai=") == 1


def test_a_coordinator_schedules_changes_and_calls_off(client, coordinator, group, giver, hall):
    form = {
        "service": group.pk, "mentor": giver.pk, "starts_at": "2026-03-04 09:00", "place": "house", "room": hall.pk,
        "seats": "", "topic": "Label", "topic_en": "", "address": "", "online_link": "",
    }  # fmt: skip
    refused = client.post("/staf/workshop/new/", form | {"starts_at": "2026-03-01 09:00", "room": ""})
    page = refused.content.decode()
    assert ("Waktu ini sudah lewat." in page, "Pilih ruang untuk lokakarya" in page) == (True, True)
    assert client.post("/staf/workshop/new/", form).status_code == 302
    row = Occurrence.objects.get()
    assert (row.starts_at, row.seats) == (NINE, 8)
    again = client.post("/staf/workshop/new/", form)
    assert "sudah terpakai pada jam itu" in again.content.decode()
    assert client.get("/staf/workshop/").status_code == 200
    words = {"topic": "Label pangan", "topic_en": "", "address": "", "online_link": "", "seats": "9"}
    assert client.post(f"/staf/workshop/edit/{row.pk}/", words).status_code == 302
    owner = MembershipFactory()
    book(actor=owner.user, service=group, business=owner.business, starts_at=NINE)
    page = client.get(f"/staf/lokakarya/{row.pk}/").content.decode()
    assert (owner.business.name in page, "1 dari 9 kursi terisi" in page) == (True, True)
    assert client.post(f"/staf/lokakarya/{row.pk}/batal/", {"alasan": ""}).status_code == 422
    client.post(f"/staf/lokakarya/{row.pk}/batal/", {"alasan": "Banjir"})
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_a_holiday_leads_to_what_it_hits_and_moves_it(client, coordinator, talk, mentor):
    owner = MembershipFactory()
    session = book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)
    form = {"date": "2026-03-04", "name": "Cuti bersama", "kind": "joint_leave", "is_closed": "on"}
    answer = client.post("/staf/holiday/new/", form)
    assert answer["Location"] == "/staf/sesi-terdampak/?tanggal=2026-03-04"
    page = client.get(answer["Location"]).content.decode()
    assert (owner.business.name in page, 'value="2026-03-05T08:00:00+07:00"' in page) == (True, True)
    client.post(f"/staf/sesi-terdampak/{session.pk}/", {"mulai": "2026-03-05T10:00:00+07:00"})
    session.refresh_from_db()
    assert (session.starts_at, session.moves) == (datetime(2026, 3, 5, 3, tzinfo=UTC), 0)
    assert "Tidak ada sesi yang terdampak" in client.get("/staf/sesi-terdampak/").content.decode()
    row = Holiday.objects.get()
    client.post(f"/staf/holiday/edit/{row.pk}/", {"name": "Cuti bersama", "date": "2026-03-09", "kind": "house"})
    row.refresh_from_db()
    # A declared day keeps its date and kind: moved, the sync would add it again.
    assert (row.date, row.kind, row.is_closed) == (date(2026, 3, 4), "joint_leave", False)


def test_strangers_reach_no_staff_page(client, group, giver, hall):
    row = schedule_workshop(actor=giver.user, plan=_plan(group, giver, hall))
    client.force_login(giver.user)
    for path in ("sesi-terdampak/", f"lokakarya/{row.pk}/", "workshop/"):
        assert client.get(f"/staf/{path}").status_code == 302
    client.post(f"/staf/lokakarya/{row.pk}/batal/", {"alasan": "Iseng"})
    row.refresh_from_db()
    assert row.state == "open"


def test_a_service_is_kept_with_its_questions(client, coordinator, talk):
    path = f"/staf/snippets/mentoring_services/service/edit/{talk.pk}/"
    form = {
        "name": "Bincang", "name_en": "Talk", "slug": "bincang", "summary": "Ringkas", "summary_en": "Short",
        "description": "", "description_en": "", "question": "", "question_en": "", "duration": "60",
        "buffer_before": "0", "buffer_after": "0", "minimum_notice": "24", "cancel_notice": "12", "horizon": "60",
        "place": "house", "room_kind": "", "also_online": "on", "online_link": "https://rapat.contoh.id/a",
        "seats": "1", "series_length": "1", "series_rhythm": "7", "quarter_quota": "2", "first_timer_share": "20",
        "reschedule_cap": "1", "is_active": "on", "position": "0", "questions-TOTAL_FORMS": "1",
        "questions-INITIAL_FORMS": "0", "questions-MIN_NUM_FORMS": "0", "questions-MAX_NUM_FORMS": "1000",
        "questions-0-text": "Sudah punya NIB?", "questions-0-text_en": "Do you have a NIB?",
        "questions-0-kind": "choice", "questions-0-choices": "Sudah\nBelum", "questions-0-choices_en": "Yes\nNo",
        "questions-0-is_required": "on", "questions-0-position": "0", "questions-0-id": "", "questions-0-DELETE": "",
    }  # fmt: skip
    for wrong in ({"duration": "50"}, {"questions-0-choices": "Sudah"}, {"online_link": "http://rapat.contoh.id"}):
        assert client.post(path, form | wrong).status_code == 200
        assert IntakeQuestion.objects.count() == 0
    assert client.post(path, form).status_code == 302
    row = Service.objects.get(pk=talk.pk)
    assert (row.cancel_notice, row.quarter_quota, [str(place) for place in row.places]) == (12, 2, ["house", "online"])
    assert row.questions.get().options == [("Sudah", "Sudah"), ("Belum", "Belum")]

"""Events: what is shown, who gets a seat, what they are told, and what staff see."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import F
from django.test import Client
from icalendar import Calendar

from mentoring.schedule.workshops import Plan, schedule_workshop
from rumah.accounts import found as accounts
from rumah.accounts.found import EDITOR
from rumah.content.found import found as found_pages
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry, OutboxMessage
from rumah.events.found import found
from rumah.events.leave import leave
from rumah.events.links import path_of
from rumah.events.models import EventPage, Gathering, Registration
from rumah.events.publish import publish_event
from rumah.events.register import register
from tests.factories.mentoring import MentorFactory, ServiceFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PHONE = "0812-3456-7890"


def an_event(title: str = "Bazar", *, days: int = 3, **changes: Any) -> EventPage:
    accounts.found()
    found_pages()
    found()
    start = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    fields: dict[str, Any] = {
        "intro": "Datang ramai-ramai.", "starts_at": start, "ends_at": start + timedelta(hours=3),
        "place": "Taman Blambangan", "capacity": 2, "paragraphs": ["Bawa tas."],
    }  # fmt: skip
    return publish_event(title=title, **(fields | changes))


def post(client: Client, path: str, **data: str) -> Any:
    return client.post(path, data, headers={"Sec-Fetch-Site": "same-origin"})


def test_the_list_has_events_and_workshops_in_order_and_few_queries(
    client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(4):
        an_event(f"Bazar {number}", days=2 + number)
    an_event("Sudah lewat", days=-4)
    service = ServiceFactory(for_product=False, seats=8, slug="lokakarya")
    mentor = MentorFactory(skills=[service])
    start = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    schedule_workshop(
        actor=mentor.user, plan=Plan(service=service, mentor=mentor, starts_at=start, topic="Label", address="Balai")
    )
    with django_assert_num_queries(3):
        html = client.get("/acara/").content.decode()
    assert re.findall(r'offer__name"><a href="([^"]+)">([^<]+)<', html) == [
        ("/pendampingan/lokakarya/", "Label"), *((f"/acara/bazar-{at}/", f"Bazar {at}") for at in range(4)),
    ]  # fmt: skip
    assert html.count("sisa 2 kursi") == 4
    assert "sisa 8 kursi" in html
    past = client.get("/acara/?lewat=1").content.decode()
    assert re.findall(r'offer__name"><a href="([^"]+)">', past) == ["/acara/sudah-lewat/"]


def test_a_visitor_registers_reads_the_confirmation_and_cancels(client: Client) -> None:
    event = an_event()
    page = client.get("/acara/bazar/").content.decode()
    assert "sisa 2 kursi" in page
    assert page.count("<input") - page.count('type="search"') == 3
    answer = post(client, "/acara/bazar/", name="Bu Sri", phone=PHONE, email="sri@contoh.id")
    row = Registration.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, path_of(row))
    assert (row.name, row.phone, row.email, row.state) == ("Bu Sri", "+6281234567890", "sri@contoh.id", "confirmed")
    message = OutboxMessage.objects.get(dedupe_key=f"event:{row.pk}:confirmed")
    assert (message.channel, message.to) == ("email", "sri@contoh.id")
    assert path_of(row) in message.body
    (entry,) = Calendar.from_ical(message.attachments[0]["text"]).walk("VEVENT")
    assert (entry["dtstart"].dt, str(entry["location"])) == (event.starts_at, "Taman Blambangan")
    shown = client.get(path_of(row)).content.decode()
    assert "Anda terdaftar" in shown
    assert client.get(f"{path_of(row)}kalender.ics")["Content-Type"].startswith("text/calendar")
    assert "sisa 1 kursi" in client.get("/acara/bazar/").content.decode()
    post(client, path_of(row))
    post(client, path_of(row))
    assert "Pendaftaran dibatalkan" in client.get(path_of(row)).content.decode()
    assert Gathering.objects.get().taken == 0
    assert client.get(f"/acara/pendaftaran/{row.pk}/salah/").status_code == 404
    verbs = AuditEntry.objects.filter(verb__startswith="events.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["events.register", "events.leave"]


def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost(client: Client) -> None:
    an_event()
    answer = post(client, "/acara/bazar/", name=" ", phone="123", email="sri@")
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "<title>Galat:" in html
    for text in ("Tulis nama Anda.", "Nomor telepon tidak dikenali.", "Alamat surel tidak dikenali."):
        assert html.count(text) == 2, text
    assert 'value="123"' in html
    assert not Registration.objects.exists()
    assert client.post("/acara/bazar/", {"name": "x"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_number_has_one_seat_and_a_second_tap_is_the_same(client: Client) -> None:
    event = an_event()
    first = register(event=event, name="Bu Sri", phone=PHONE)
    assert register(event=event, name="Bu Sri", phone="+62 812 3456 7890").pk == first.pk
    with pytest.raises(Conflict) as known:
        register(event=event, name="Orang lain", phone=PHONE)
    assert known.value.problems[0].code == "known"
    leave(registration=first, event=event)
    assert register(event=event, name="Orang lain", phone=PHONE).pk != first.pk
    assert Gathering.objects.get().taken == 1
    assert OutboxMessage.objects.filter(channel="whatsapp", to="+6281234567890").count() == 2


def test_the_seat_after_the_last_is_not_given(client: Client) -> None:
    event = an_event(capacity=1)
    register(event=event, name="A", phone=PHONE)
    with pytest.raises(Conflict) as full:
        register(event=event, name="B", phone="0812 3456 7891")
    assert full.value.problems[0].code == "full"
    assert "penuh" in client.get("/acara/bazar/").content.decode()
    answer = post(client, "/acara/bazar/", name="B", phone="0812 3456 7891")
    assert answer.status_code == 409
    assert "Maaf, kursi acara ini sudah penuh." in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.update(taken=F("taken") + 1)
    event.capacity = 2
    event.save_revision().publish()
    register(event=EventPage.objects.get(), name="B", phone="0812 3456 7891")
    assert Gathering.objects.values_list("seats", "taken").get() == (2, 2)


@pytest.mark.parametrize(("changes", "said"), [
    ({"capacity": None}, "Tanpa pendaftaran: silakan langsung datang."),
    ({"days": -2}, "Acara ini sudah selesai."),
])  # fmt: skip
def test_an_event_without_seats_or_in_the_past_takes_nobody(client: Client, changes: Any, said: str) -> None:
    event = an_event(**changes)
    html = client.get("/acara/bazar/").content.decode()
    assert said in html
    assert 'name="phone"' not in html
    with pytest.raises(DomainError):
        register(event=event, name="A", phone=PHONE)


def test_a_program_that_registers_hundreds_is_stopped(client: Client) -> None:
    an_event(capacity=50)
    answers = [post(client, "/acara/bazar/", name="A", phone=f"0812 0000 {at:04d}").status_code for at in range(21)]
    assert answers == [302] * 20 + [429]


def test_staff_who_edit_the_event_see_who_comes_and_take_the_list(client: Client) -> None:
    event = an_event()
    register(event=event, name="=Bu Sri", phone=PHONE)
    paths = [f"/staf/acara/{event.pk}/peserta/", f"/staf/acara/{event.pk}/peserta.csv"]
    client.force_login(UserFactory())
    assert [client.get(path).status_code for path in paths] == [302, 302]
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name=EDITOR))
    client.force_login(editor)
    assert "0812-3456-7890" in client.get(paths[0]).content.decode()
    assert "'=Bu Sri,'+6281234567890" in client.get(paths[1]).content.decode()
    assert AuditEntry.objects.get(verb="events.export").actor == editor


def test_an_editor_cannot_take_seats_that_people_have() -> None:
    event = an_event()
    register(event=event, name="A", phone=PHONE)
    form_class = EventPage.get_edit_handler().get_form_class()
    data = {
        "title": "Bazar", "slug": "bazar", "intro": "x", "place": "y", "capacity": "", "starts_at": "2030-01-02 10:00",
        "ends_at": "2030-01-02 09:00", "body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip
    form = form_class(data, instance=event, for_user=UserFactory())
    assert not form.is_valid()
    assert form.errors["capacity"] == ["Sudah ada 1 pendaftar. Kursi tidak boleh kurang dari itu."]
    assert form.errors["ends_at"] == ["Waktu selesai harus setelah waktu mulai."]

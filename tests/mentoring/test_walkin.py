from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mentoring.walkin import queries
from mentoring.walkin.call import call_next, finish
from mentoring.walkin.draw import draw
from mentoring.walkin.models import Ticket
from rumah.accounts import found as groups
from rumah.core.errors import Conflict, DomainError, NotAllowed
from tests.factories.people import UserFactory
from tests.mentoring.conftest import NOW

pytestmark = pytest.mark.django_db
COUNTER = "/pendampingan/antrean/loket/"


@pytest.fixture
def coordinator():
    groups.found()
    user = UserFactory()
    user.groups.add(groups.Group.objects.get(name=groups.COORDINATOR))
    return user


def test_numbers_count_by_service_and_begin_anew_each_day(coordinator, talk, photo, at):
    assert [draw(actor=coordinator, service=one).number for one in (talk, talk, photo)] == [1, 2, 1]
    at(NOW + timedelta(hours=15, minutes=59))  # still Monday in Banyuwangi
    assert draw(actor=coordinator, service=talk).number == 3
    at(NOW + timedelta(hours=16))
    assert draw(actor=coordinator, service=talk).number == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.create(date=Ticket.objects.all()[0].date, service=talk, number=1, drawn_at=NOW)


def test_only_the_house_draws_and_calls(talk, mentor, owner):
    ticket = draw(actor=mentor.user, service=talk)
    for verb, words in (
        (draw, {"service": talk}), (call_next, {"service": talk}), (finish, {"ticket": ticket, "came": True})
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            verb(actor=owner.user, **words)
    talk.is_active = False
    with pytest.raises(DomainError):
        draw(actor=mentor.user, service=talk)


def test_the_lowest_waiting_number_is_called_and_ended_once(coordinator, talk):
    first, second = draw(actor=coordinator, service=talk), draw(actor=coordinator, service=talk)
    assert (queries.ahead(first), queries.ahead(second)) == (0, 1)
    called = call_next(actor=coordinator, service=talk, desk=" Meja\n1 ")
    assert (called, called.state, called.desk) == (first, "called", "Meja 1")
    assert [row.pk for row in queries.called_now()] == [first.pk]
    finish(actor=coordinator, ticket=first, came=False)
    with pytest.raises(Conflict):
        finish(actor=coordinator, ticket=first, came=True)
    with pytest.raises(Conflict):
        finish(actor=coordinator, ticket=second, came=True)
    assert call_next(actor=coordinator, service=talk) == second
    assert call_next(actor=coordinator, service=talk) is None


def test_pages_of_the_counter_the_board_and_a_place_in_line(client, coordinator, talk, django_assert_max_num_queries):
    client.force_login(coordinator)
    answer = client.post(COUNTER, {"ambil": talk.slug})
    ticket = Ticket.objects.get()
    assert answer["Location"] == f"/pendampingan/antrean/{ticket.pk}/"
    assert "Anda yang berikutnya" in client.get(answer["Location"]).content.decode()
    client.post(COUNTER, {"panggil": talk.slug, "meja": "Meja 2"})
    client.logout()
    with django_assert_max_num_queries(2):
        page = client.get("/pendampingan/antrean/").content.decode()
    assert ticket.name in page
    assert "Meja 2" in page
    assert "Giliran Anda" in client.get(f"/pendampingan/antrean/{ticket.pk}/").content.decode()
    client.force_login(coordinator)
    client.post(COUNTER, {"selesai": str(ticket.pk)})
    ticket.refresh_from_db()
    assert ticket.state == "served"


def test_a_board_says_whether_it_changed_and_renews_itself_when_asked(client, coordinator, talk):
    path, look = "/pendampingan/antrean/", lambda where: client.get(f"{where}keadaan/").json()["state"]
    ticket = draw(actor=coordinator, service=talk)
    own = f"{path}{ticket.pk}/"
    page = client.get(path)
    assert (look(path) in page.content.decode(), "Refresh" in page.headers) == (True, False)
    assert look(own) in client.get(own).content.decode()
    assert [client.get(where, {"layar": "1"})["Refresh"] for where in (path, own)] == ["15", "15"]
    before = look(path), look(own)
    assert (look(path), look(own)) == before
    call_next(actor=coordinator, service=talk, desk="Meja 1")
    after = look(path), look(own)
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, False]
    assert client.get(f"{path}00000000-0000-0000-0000-000000000000/keadaan/").status_code == 404


def test_strangers_find_no_counter_and_change_nothing(client, coordinator, talk, owner):
    ticket = draw(actor=coordinator, service=talk)
    client.force_login(owner.user)
    assert client.get(COUNTER).status_code == 404
    assert client.post(COUNTER, {"panggil": talk.slug}).status_code == 404
    assert client.get("/pendampingan/kedatangan/").status_code == 404
    ticket.refresh_from_db()
    assert ticket.state == "waiting"


@pytest.mark.parametrize("form", [{"selesai": "x"}, {"panggil": "tidak-ada"}, {}])
def test_a_broken_form_finds_nothing(client, coordinator, talk, form):
    client.force_login(coordinator)
    assert client.post(COUNTER, form).status_code == 404


def test_yesterdays_number_is_not_found(client, coordinator, talk, at):
    ticket = draw(actor=coordinator, service=talk)
    at(NOW + timedelta(days=1))
    assert client.get(f"/pendampingan/antrean/{ticket.pk}/").status_code == 404

from datetime import timedelta

import pytest

from mentoring.journal import attention
from mentoring.journal.note import save_note
from mentoring.journal.satisfy import satisfy
from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.journal import held, meeting
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/staf/pendampingan/perlu-dilihat/"


def numbers():
    return {count.key: count.number for count in attention.counts()}


def test_a_session_without_a_note_is_found_after_three_days(mentor, later):
    session = held(mentor, days_ago=1)
    later(days=2, hours=1)
    assert numbers()["catatan"] == 0
    later(days=2, hours=1, seconds=1)
    assert numbers()["catatan"] == 1
    note = save_note(actor=mentor.user, session=session, text="Sudah", version=0)
    assert numbers()["catatan"] == 0
    save_note(actor=mentor.user, session=session, text="", version=note.version)
    assert numbers()["catatan"] == 1
    later(days=91)
    assert numbers()["catatan"] == 0


def test_a_session_nobody_marked_is_found_a_day_after_its_end(session, later):
    later(days=1, hours=2)
    assert numbers()["belum-ditandai"] == 0
    later(days=1, hours=2, seconds=1)
    assert numbers()["belum-ditandai"] == 1


@pytest.mark.parametrize(("score", "found"), [(1, 1), (2, 1), (3, 0)])
def test_an_owner_who_was_not_helped_is_found(past, member, score, found):
    satisfy(actor=member.user, session=past, business=member.business, score=score, words="Terlalu cepat")
    assert numbers()["kurang-puas"] == found


def test_counting_stops_at_a_hundred(mentor, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(attention, "CAP", 2)
    member = MembershipFactory()
    for days in range(5, 9):
        meeting(mentor, member, starts_at=clock.now() - timedelta(days=days))
    with django_assert_num_queries(3):
        (count,) = [count for count in attention.counts() if count.key == "belum-ditandai"]
        assert count.words == "2+"


def test_pages_follow_each_other_in_one_query_each(mentor, django_assert_num_queries):
    member = MembershipFactory()
    sessions = [meeting(mentor, member, starts_at=clock.now() - timedelta(days=days)) for days in (5, 6, 7)]
    with django_assert_num_queries(1):
        first = attention.page_of("belum-ditandai", size=2)
        assert [row.mentor.user.name for row in first.rows] == ["Dimas Ardiansyah"] * 2
    rest = attention.page_of("belum-ditandai", cursor=first.next_cursor, size=2)
    assert [*first.rows, *rest.rows] == sessions
    assert rest.next_cursor == ""


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_the_coordinator_filters_and_reads_what_owners_said(staff, past, member):
    satisfy(actor=member.user, session=past, business=member.business, score=1, words="Terlalu cepat")
    page = staff.get(PAGE, {"jenis": "kurang-puas"}).content.decode()
    assert "1 dari 5" in page
    assert "Terlalu cepat" in page
    assert "Kurang puas (1)" in page
    assert "Tidak ada. Semua sudah beres." in staff.get(PAGE, {"jenis": "apa saja"}).content.decode()


def test_staff_hours_and_their_file(staff, past, mentor):
    from mentoring.journal.effort import set_effort

    set_effort(actor=mentor.user, session=past, kind="contact", on=clock.today(), minutes=45)
    page = staff.get("/staf/pendampingan/jam/", {"bulan": "2026-03"}).content.decode()
    assert "Dimas Ardiansyah" in page
    answer = staff.get("/staf/pendampingan/jam/unduh/", {"bulan": "2026-03"})
    assert answer["Content-Disposition"] == 'attachment; filename="jam-pendampingan-2026-03.csv"'
    assert answer.content.decode().splitlines()[1] == "Dimas Ardiansyah,0,45,45"


@pytest.mark.parametrize("path", [PAGE, "/staf/pendampingan/jam/", "/staf/pendampingan/jam/unduh/"])
def test_nobody_else_reads_them(client, path, mentor, member):
    for user in (mentor.user, member.user):
        client.force_login(user)
        answer = client.get(path)
        assert answer.status_code in {302, 403}
        assert "Dimas" not in answer.content.decode()

import pytest

from mentoring.journal.models import Note
from mentoring.journal.note import NoteConflict, save_note
from mentoring.journal.queries import journal_of
from rumah.core.errors import DomainError, NotAllowed
from rumah.core.models import AuditEntry
from tests.factories.mentoring import MentorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def save(session, mentor):
    def one(text, version, writer=""):
        return save_note(actor=mentor.user, session=session, text=text, version=version, writer=writer)

    return one


def test_each_change_is_a_version(save):
    assert [save("satu", 0).version, save("dua", 1).version, save("", 2).version] == [1, 2, 3]
    assert Note.objects.get().text == ""


def test_who_saw_an_older_version_gets_the_newer_text_and_changes_nothing(save):
    save("satu", 0)
    save("dua", 1)
    with pytest.raises(NoteConflict) as caught:
        save("lain", 1)
    assert (caught.value.note.text, caught.value.note.version) == ("dua", 2)
    assert Note.objects.get().text == "dua"


def test_a_second_first_note_is_a_conflict(save):
    save("dari ponsel", 0)
    with pytest.raises(NoteConflict):
        save("dari laptop", 0)


def test_the_same_text_again_is_saved_already(save):
    save("satu", 0)
    again = save("satu", 0)
    assert (again.version, again.text) == (1, "satu")


def test_a_page_whose_answer_was_lost_writes_on(save):
    save("satu", 0, "halaman-a")
    assert save("satu dua", 0, "halaman-a").version == 2
    assert save("satu dua tiga", 0, "halaman-a").version == 3


def test_a_page_may_not_write_on_over_another(save):
    save("satu", 0, "halaman-a")
    save("dua", 1, "halaman-b")
    with pytest.raises(NoteConflict):
        save("satu lagi", 0, "halaman-a")
    # A page without a name has nothing to recognise it by.
    with pytest.raises(NoteConflict):
        save("tanpa nama", 0)


def test_a_note_too_long_is_refused_whole(save):
    with pytest.raises(DomainError, match=r"20\.000"):
        save("a" * 20_001, 0)
    assert Note.objects.count() == 0
    assert len(save("a" * 20_000, 0).text) == 20_000


def test_the_trail_says_that_and_never_what(save):
    save("rahasia", 0)
    save("rahasia lain", 1)
    entry = AuditEntry.objects.get(verb="journal.begin_note")
    assert "rahasia" not in str(entry.data)


def test_another_mentor_writes_nothing(session):
    with pytest.raises(NotAllowed):
        save_note(actor=MentorFactory().user, session=session, text="x", version=0)
    assert Note.objects.count() == 0


def test_who_takes_the_session_over_begins_a_note_of_their_own(save, session, mentor):
    save("hanya saya", 0)
    other = MentorFactory()
    type(session).objects.update(mentor=other)
    session.refresh_from_db()
    assert journal_of(session).note.text == ""
    note = save_note(actor=other.user, session=session, text="punya saya", version=0)
    assert (note.version, journal_of(session).note.text) == (1, "punya saya")
    assert sorted(Note.objects.values_list("text", flat=True)) == ["hanya saya", "punya saya"]

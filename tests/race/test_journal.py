"""Two devices, two members, two workers at once: on PostgreSQL, each beside what happens without its guard."""

import time
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from mentoring.journal import messages
from mentoring.journal.assign import assign
from mentoring.journal.effort import set_effort
from mentoring.journal.finish import finish
from mentoring.journal.models import ActionItem, Effort, Note, Satisfaction, SessionLog
from mentoring.journal.note import NoteConflict, save_note
from mentoring.journal.remind import remind_due
from mentoring.journal.satisfy import satisfy
from mentoring.journal.start import start
from mentoring.journal.tick import tick
from rumah.core import clock
from rumah.core.errors import Conflict
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.journal import held, meeting, owner_of
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session():
    return held()


def test_eight_devices_that_saw_the_same_version_save_one_note(session):
    save_note(actor=session.mentor.user, session=session, text="mula", version=0)
    write = partial(save_note, actor=session.mentor.user, session=session, version=1)
    results = crowd([partial(write, text=f"teks {number}", writer=f"p{number}") for number in range(8)])
    (saved,) = [result for result in results if isinstance(result, Note)]
    conflicts = [result for result in results if isinstance(result, NoteConflict)]
    assert len(conflicts) == 7
    assert {conflict.note.text for conflict in conflicts} == {saved.text}
    note = Note.objects.get()
    assert (note.text, note.version) == (saved.text, 2)


def test_eight_devices_that_saw_no_note_begin_one(session):
    write = partial(save_note, actor=session.mentor.user, session=session, version=0)
    results = crowd([partial(write, text=f"teks {number}") for number in range(8)])
    assert sorted(type(result).__name__ for result in results) == ["Note"] + ["NoteConflict"] * 7
    assert Note.objects.get().version == 1


def _look_then_write(session, text):
    """What the lock replaces: compare the version, then write."""
    with transaction.atomic():
        note = Note.objects.get(session=session)
        if note.version != 1:
            raise NoteConflict(note)
        time.sleep(0.02)
        note.text, note.version = text, 2
        note.save()
        return note


def test_without_the_lock_a_text_is_lost(session):
    save_note(actor=session.mentor.user, session=session, text="mula", version=0)
    results = crowd([partial(_look_then_write, session, f"teks {number}") for number in range(8)])
    believed = [result.text for result in results if isinstance(result, Note)]
    assert len(believed) > 1  # each was told that it is saved
    assert Note.objects.get().text in believed


def test_members_who_answer_at_once_leave_one_answer(session):
    users = [owner_of(session), *(MembershipFactory(business=session.business).user for _each in range(7))]
    rate = partial(satisfy, session=session, business=session.business)
    results = crowd([partial(rate, actor=user, score=1 + at % 5) for at, user in enumerate(users)])
    assert {type(result) for result in results} == {Satisfaction}
    assert Satisfaction.objects.count() == 1
    assert AuditEntry.objects.filter(verb="journal.satisfy").count() == 8


def _look_then_answer(session):
    """What the lock replaces: look for an answer, then add one."""
    with transaction.atomic():
        row = Satisfaction.objects.filter(session=session).first()
        time.sleep(0.02)
        row = row or Satisfaction(session=session, business=session.business, mentor=session.mentor, score=5)
        row.answered_at = row.changed_at = clock.now()
        row.save()
        return row


def test_without_the_lock_only_the_key_holds_and_people_meet_its_error(session):
    results = crowd([partial(_look_then_answer, session)] * 8)
    assert any(isinstance(result, IntegrityError) for result in results)
    assert Satisfaction.objects.count() == 1


def test_start_and_finish_pressed_everywhere_happen_once():
    session = meeting(starts_at=clock.now() - timedelta(minutes=30))
    actor = session.mentor.user
    assert {type(result) for result in crowd([partial(start, actor=actor, session=session)] * 8)} == {SessionLog}
    results = crowd([partial(finish, actor=actor, session=session)] * 8)
    assert sum(not isinstance(result, Exception) for result in results) == 1
    assert {type(result) for result in results if isinstance(result, Exception)} == {Conflict}
    counts = [kind.objects.count() for kind in (SessionLog, Effort, OutboxMessage)]
    assert counts == [1, 1, 1]


def test_minutes_set_everywhere_are_one_row(session):
    put = partial(set_effort, actor=session.mentor.user, session=session, kind="contact", on=clock.today())
    assert crowd([partial(put, minutes=minutes) for minutes in (10, 20, 30, 40)]) == [None] * 4
    assert Effort.objects.get().minutes in {10, 20, 30, 40}


def test_an_item_added_everywhere_is_one(session):
    add = partial(assign, actor=session.mentor.user, session=session, text="Foto", due_on=clock.today())
    results = crowd([add] * 8)
    assert sorted(type(result).__name__ for result in results) == ["ActionItem"] + ["Conflict"] * 7
    item = ActionItem.objects.get()
    crowd([partial(tick, actor=owner_of(session), item=item.pk)] * 8)
    assert AuditEntry.objects.filter(verb="journal.tick").count() == 1


def test_four_workers_remind_of_each_item_once(session):
    for number in range(10):
        assign(actor=session.mentor.user, session=session, text=f"Tugas {number}", due_on=clock.today())
    assert sum(crowd([remind_due] * 4)) == 10
    assert OutboxMessage.objects.count() == 10


def _look_then_remind(item):
    """What the conditional update and the message's key replace."""
    with transaction.atomic():
        if ActionItem.objects.get(pk=item.pk).reminded_at is None:
            time.sleep(0.02)
            messages.remind(item)
            ActionItem.objects.filter(pk=item.pk).update(reminded_at=clock.now())
            return 1
        return 0


def test_without_the_condition_several_workers_believe_they_reminded(session):
    item = assign(actor=session.mentor.user, session=session, text="Foto", due_on=clock.today())
    assert sum(crowd([partial(_look_then_remind, item)] * 4)) > 1

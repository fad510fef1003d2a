from datetime import date, timedelta

import pytest

from mentoring.journal.effort import set_effort
from mentoring.journal.finish import finish
from mentoring.journal.models import Effort, SessionLog
from mentoring.journal.start import start
from mentoring.schedule.models import Occurrence
from mentoring.sessions.models import SessionState
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.journal import meeting
from tests.factories.mentoring import MentorFactory, ServiceFactory
from tests.journal.conftest import NOW

pytestmark = pytest.mark.django_db


def minutes():
    return list(Effort.objects.values_list("kind", "on", "minutes"))


def test_the_first_press_of_start_stands(session, mentor, later):
    later(minutes=50)
    assert start(actor=mentor.user, session=session).started_at == NOW + timedelta(minutes=50)
    later(minutes=70)
    assert start(actor=mentor.user, session=session).started_at == NOW + timedelta(minutes=50)
    assert AuditEntry.objects.filter(verb="journal.start").count() == 1


def test_start_waits_for_the_last_hour_before(session, mentor, later):
    later(minutes=-1)
    with pytest.raises(DomainError, match="satu jam sebelum"):
        start(actor=mentor.user, session=session)
    later(minutes=0)
    start(actor=mentor.user, session=session)
    assert SessionLog.objects.count() == 1


@pytest.mark.parametrize("state", [SessionState.CANCELLED, SessionState.COMPLETED, SessionState.NO_SHOW])
def test_only_a_confirmed_session_starts(session, mentor, state):
    type(session).objects.update(state=state)
    with pytest.raises(Conflict):
        start(actor=mentor.user, session=session)
    assert SessionLog.objects.count() == 0


def test_finish_completes_measures_and_asks_the_owner(session, mentor, member, later):
    later(minutes=65)
    start(actor=mentor.user, session=session)
    later(minutes=65 + 41, seconds=1)
    finish(actor=mentor.user, session=session)
    session.refresh_from_db()
    assert session.state == SessionState.COMPLETED
    assert session.log.finished_at == NOW + timedelta(minutes=106, seconds=1)
    assert minutes() == [("contact", date(2026, 3, 2), 42)]
    message = OutboxMessage.objects.get()
    assert message.to == member.user.email
    assert f"/pendampingan/sesi/{session.pk}/" in message.body


def test_a_session_nobody_started_counts_as_booked(session, mentor, later):
    later(hours=3)
    finish(actor=mentor.user, session=session)
    assert minutes() == [("contact", date(2026, 3, 2), 60)]


def test_a_forgotten_finish_counts_as_booked(session, mentor, later):
    later(hours=1)
    start(actor=mentor.user, session=session)
    later(hours=30)
    finish(actor=mentor.user, session=session)
    assert minutes() == [("contact", date(2026, 3, 2), 60)]


def test_minutes_written_by_hand_are_not_replaced(session, mentor, later):
    later(hours=2)
    set_effort(actor=mentor.user, session=session, kind="contact", on=date(2026, 3, 2), minutes=35)
    finish(actor=mentor.user, session=session)
    assert minutes() == [("contact", date(2026, 3, 2), 35)]


def test_finishing_twice_is_refused_and_changes_nothing(session, mentor, later):
    later(hours=2)
    finish(actor=mentor.user, session=session)
    with pytest.raises(Conflict):
        finish(actor=mentor.user, session=session)
    assert (Effort.objects.count(), OutboxMessage.objects.count()) == (1, 1)


def test_before_its_time_nothing_is_finished(session, mentor):
    with pytest.raises(DomainError, match="belum mulai"):
        finish(actor=mentor.user, session=session)
    assert (Effort.objects.count(), OutboxMessage.objects.count()) == (0, 0)


@pytest.mark.parametrize("verb", [start, finish])
def test_another_mentor_may_not(session, verb, later):
    later(hours=2)
    with pytest.raises(NotAllowed):
        verb(actor=MentorFactory().user, session=session)
    session.refresh_from_db()
    assert session.state == SessionState.CONFIRMED
    assert SessionLog.objects.count() == 0


def test_a_workshops_time_counts_once_however_many_seats(mentor, later):
    service = ServiceFactory(for_product=False, seats=20)
    workshop = Occurrence.objects.create(
        service=service, mentor=mentor, starts_at=NOW, ends_at=NOW + timedelta(hours=2), seats=20,
        place="house", created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    seats = [meeting(mentor, service=service, occurrence=workshop, starts_at=NOW, minutes=120) for _each in range(3)]
    later(hours=2)
    for seat in seats:
        finish(actor=mentor.user, session=seat)
    assert minutes() == [("contact", date(2026, 3, 2), 120)]
    assert OutboxMessage.objects.count() == 3

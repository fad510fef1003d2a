from datetime import date

import pytest

from mentoring.journal.models import NextStep
from mentoring.journal.suggest import suggest, take_back
from mentoring.sessions.models import Session, SessionState
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import OutboxMessage
from tests.factories.mentoring import MentorFactory, ServiceFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 16)


def test_a_suggestion_tells_the_owner_and_books_nothing(past, mentor, member):
    service = ServiceFactory(name="Foto produk")
    suggest(actor=mentor.user, session=past, service=service, earliest_on=DAY, remark="Bawa tiga kemasan")
    message = OutboxMessage.objects.get()
    assert message.to == member.user.email
    assert message.subject == "Usulan sesi berikutnya: Foto produk"
    assert "Bawa tiga kemasan" in message.body
    assert "mulai 16 Maret 2026" in message.body
    assert f"/pendampingan/sesi/{past.pk}/lanjutan/" in message.body
    assert Session.objects.count() == 1


def test_the_same_again_tells_nobody_and_another_replaces(past, mentor):
    service = ServiceFactory()
    for day in (DAY, DAY, date(2026, 3, 17)):
        suggest(actor=mentor.user, session=past, service=service, earliest_on=day)
    assert NextStep.objects.get().earliest_on == date(2026, 3, 17)
    assert OutboxMessage.objects.count() == 2


def test_everything_wrong_is_said_at_once(past, mentor):
    with pytest.raises(DomainError) as caught:
        suggest(
            actor=mentor.user, session=past, service=ServiceFactory(is_active=False), earliest_on=date(2026, 3, 1),
            remark="a" * 201,
        )  # fmt: skip
    assert [problem.field for problem in caught.value.problems] == ["service", "earliest_on", "remark"]
    assert NextStep.objects.count() == 0


def test_it_is_taken_back(past, mentor):
    suggest(actor=mentor.user, session=past, service=past.service, earliest_on=DAY)
    with pytest.raises(NotAllowed):
        take_back(actor=MentorFactory().user, session=past)
    assert NextStep.objects.count() == 1
    take_back(actor=mentor.user, session=past)
    take_back(actor=mentor.user, session=past)
    assert NextStep.objects.count() == 0


def test_another_mentor_and_a_cancelled_session_suggest_nothing(past, mentor):
    with pytest.raises(NotAllowed):
        suggest(actor=MentorFactory().user, session=past, service=past.service, earliest_on=DAY)
    Session.objects.update(state=SessionState.CANCELLED)
    with pytest.raises(Conflict):
        suggest(actor=mentor.user, session=past, service=past.service, earliest_on=DAY)
    assert (NextStep.objects.count(), OutboxMessage.objects.count()) == (0, 0)

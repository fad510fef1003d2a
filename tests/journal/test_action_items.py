from datetime import date, timedelta

import pytest

from mentoring.journal.assign import assign, withdraw
from mentoring.journal.models import ActionItem
from mentoring.journal.queries import done_items, own_items
from mentoring.journal.remind import remind_due
from mentoring.journal.tick import tick
from mentoring.sessions.models import SessionState
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def item(past, mentor):
    return assign(actor=mentor.user, session=past, text="Foto ulang kemasan 100 g", due_on=TODAY + timedelta(days=3))


def test_the_owner_finds_it_ticks_it_off_and_takes_it_back(item, member):
    assert own_items(member.user).rows == [item]
    row = tick(actor=member.user, item=item.pk)
    assert row.done_by == member.user
    assert (own_items(member.user).rows, done_items(member.user)) == ([], [item])
    row = tick(actor=member.user, item=item.pk, done=False)
    assert (row.done_at, row.done_by) == (None, None)
    assert own_items(member.user).rows == [item]


def test_ticking_twice_is_ticking_once(item, member, later):
    first = tick(actor=member.user, item=item.pk).done_at
    later(hours=1)
    assert tick(actor=MembershipFactory(business=member.business).user, item=item.pk).done_at == first
    assert AuditEntry.objects.filter(verb="journal.tick").count() == 1


def test_a_stranger_ticks_nothing(item):
    with pytest.raises(NotAllowed):
        tick(actor=MembershipFactory().user, item=item.pk)
    item.refresh_from_db()
    assert item.done_at is None


def test_everything_wrong_is_said_at_once(past, mentor):
    with pytest.raises(DomainError) as caught:
        assign(actor=mentor.user, session=past, text="  ", due_on=TODAY - timedelta(days=1))
    assert [problem.field for problem in caught.value.problems] == ["text", "due_on"]
    assert ActionItem.objects.count() == 0


def test_the_same_twice_is_refused(item, past, mentor):
    with pytest.raises(Conflict, match="sudah ada"):
        assign(actor=mentor.user, session=past, text=f" {item.text} ", due_on=TODAY)
    assert ActionItem.objects.count() == 1


def test_a_session_has_at_most_twenty(past, mentor):
    for number in range(20):
        assign(actor=mentor.user, session=past, text=f"Tugas {number}", due_on=TODAY)
    with pytest.raises(DomainError, match="20"):
        assign(actor=mentor.user, session=past, text="Tugas lagi", due_on=TODAY)


def test_a_cancelled_session_gives_nothing_to_do(session, mentor):
    type(session).objects.update(state=SessionState.CANCELLED)
    with pytest.raises(Conflict):
        assign(actor=mentor.user, session=session, text="Foto", due_on=TODAY)


def test_a_mentor_takes_back_what_is_not_done_yet(item, past, mentor, member):
    tick(actor=member.user, item=item.pk)
    with pytest.raises(Conflict):
        withdraw(actor=mentor.user, session=past, item=item.pk)
    tick(actor=member.user, item=item.pk, done=False)
    with pytest.raises(NotAllowed):
        withdraw(actor=MentorFactory().user, session=past, item=item.pk)
    withdraw(actor=mentor.user, session=past, item=item.pk)
    withdraw(actor=mentor.user, session=past, item=item.pk)
    assert ActionItem.objects.count() == 0


def test_one_reminder_the_day_before(item, member, later):
    assert remind_due() == 0
    later(days=2)
    assert (remind_due(), remind_due()) == (1, 0)
    message = OutboxMessage.objects.get()
    assert message.to == member.user.email
    assert "Foto ulang kemasan 100 g. Batas waktunya 5 Maret 2026" in message.body
    later(days=9)
    tick(actor=member.user, item=item.pk)
    tick(actor=member.user, item=item.pk, done=False)
    assert remind_due() == 0


def test_nobody_is_reminded_of_what_is_done_or_long_past(item, member, later):
    later(days=11)
    assert remind_due() == 0
    later(days=2)
    tick(actor=member.user, item=item.pk)
    assert remind_due() == 0


def test_who_booked_and_left_hears_nothing(item, member, later):
    stays = MembershipFactory(business=member.business)
    member.delete()
    later(days=2)
    assert remind_due() == 1
    assert OutboxMessage.objects.get().to == stays.user.email

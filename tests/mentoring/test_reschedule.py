from datetime import UTC, date, datetime, timedelta

import pytest

from mentoring.schedule.models import Cell
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.models import Quota
from mentoring.sessions.reschedule import reschedule
from rumah.accounts import found as groups
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
FRIDAY = NINE + timedelta(days=2)


@pytest.fixture
def session(owner, talk, mentor):
    return book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)


def test_moving_takes_the_new_time_and_gives_back_the_old(owner, talk, mentor, session):
    moved = reschedule(actor=owner.user, session=session, starts_at=FRIDAY)
    assert (moved.starts_at, moved.ends_at, moved.mentor) == (FRIDAY, FRIDAY + timedelta(hours=1), mentor)
    assert (moved.sequence, moved.moves) == (1, 1)
    assert min(Cell.objects.values_list("starts_at", flat=True)) == FRIDAY
    assert Cell.objects.filter(holder=session.pk).count() == Cell.objects.count() == 2 * 4
    told = OutboxMessage.objects.filter(dedupe_key__contains=":moved1:")
    assert {message.to for message in told} == {owner.user.email, mentor.user.email}
    assert all("04/03/2026 09.00 WIB" in m.body and "06/03/2026 09.00 WIB" in m.body for m in told)
    assert all("SEQUENCE:1\r\n" in message.attachments[0]["text"] for message in told)
    other = MembershipFactory()
    assert book(actor=other.user, service=talk, business=other.business, starts_at=NINE).mentor == mentor


def test_half_an_hour_later_overlaps_itself_and_works(owner, session):
    later = NINE + timedelta(minutes=30)
    assert reschedule(actor=owner.user, session=session, starts_at=later).starts_at == later
    assert Cell.objects.count() == 2 * 4


def test_a_taken_time_is_refused_and_nothing_is_lost(owner, talk, session):
    other = MembershipFactory()
    book(actor=other.user, service=talk, business=other.business, starts_at=FRIDAY)
    with pytest.raises(Conflict):
        reschedule(actor=owner.user, session=session, starts_at=FRIDAY)
    session.refresh_from_db()
    assert (session.starts_at, session.sequence, Cell.objects.filter(holder=session.pk).count()) == (NINE, 0, 8)


def test_owners_move_as_often_as_allowed_and_the_house_as_often_as_it_must(owner, talk, mentor, session):
    talk.reschedule_cap = 1
    talk.save()
    reschedule(actor=owner.user, session=session, starts_at=FRIDAY)
    with pytest.raises(Conflict) as error:
        reschedule(actor=owner.user, session=session, starts_at=NINE)
    assert error.value.problems[0].code == "moves"
    for start in (NINE, FRIDAY, NINE):
        moved = reschedule(actor=mentor.user, session=session, starts_at=start)
    assert (moved.starts_at, moved.moves, moved.sequence) == (NINE, 1, 4)


def test_owners_move_in_time_and_the_house_later(owner, mentor, session, at):
    at(NINE - timedelta(hours=23))
    with pytest.raises(DomainError) as error:
        reschedule(actor=owner.user, session=session, starts_at=FRIDAY)
    assert error.value.problems[0].code == "late"
    assert reschedule(actor=mentor.user, session=session, starts_at=FRIDAY).moves == 0


def test_another_mentor_takes_it_and_the_first_is_told(owner, talk, mentor, session):
    second = MentorFactory(skills=[talk])
    groups.found()
    coordinator = UserFactory()
    coordinator.groups.add(groups.Group.objects.get(name=groups.COORDINATOR))
    moved = reschedule(actor=coordinator, session=session, starts_at=NINE, mentor=second)
    assert (moved.mentor, moved.moves) == (second, 0)
    assert set(Cell.objects.values_list("resource", flat=True)) == {f"m{second.pk}", f"b{owner.business_id}"}
    assert second.user.name in OutboxMessage.objects.get(dedupe_key=f"session:{session.pk}:moved1:left").body


def test_its_own_mentor_is_tried_first(owner, talk, mentor, session):
    for _each in range(3):
        MentorFactory(skills=[talk])
    assert reschedule(actor=owner.user, session=session, starts_at=FRIDAY).mentor == mentor


def test_the_quota_follows_into_the_new_quarter(owner, talk, mentor):
    talk.quarter_quota = 1
    talk.save()
    session = book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)
    moved = reschedule(actor=owner.user, session=session, starts_at=datetime(2026, 4, 1, 2, 0, tzinfo=UTC))
    assert moved.quota_quarter == date(2026, 4, 1)
    assert dict(Quota.objects.values_list("quarter", "used")) == {date(2026, 1, 1): 0, date(2026, 4, 1): 1}


def test_who_may_not_and_what_cannot(owner, talk, mentor, session, at):
    for stranger in (MembershipFactory().user, MentorFactory(skills=[talk]).user):
        with pytest.raises(NotAllowed):
            reschedule(actor=stranger, session=session, starts_at=FRIDAY)
    with pytest.raises(DomainError):
        reschedule(actor=owner.user, session=session, starts_at=NINE)
    at(NINE)
    with pytest.raises(DomainError):
        reschedule(actor=mentor.user, session=session, starts_at=FRIDAY)
    at(NINE - timedelta(days=2))
    cancel(actor=owner.user, session=session)
    with pytest.raises(Conflict):
        reschedule(actor=owner.user, session=session, starts_at=FRIDAY)


def test_a_companion_books_and_moves_for_the_owner(owner, talk, mentor):
    companion = MembershipFactory(business=owner.business, role="companion")
    session = book(actor=companion.user, service=talk, business=owner.business, starts_at=NINE)
    assert (session.booked_by, session.business) == (companion.user, owner.business)
    assert reschedule(actor=owner.user, session=session, starts_at=FRIDAY).moves == 1
    assert cancel(actor=companion.user, session=session).cancelled_by == companion.user

from datetime import UTC, datetime, timedelta

import pytest

from mentoring.schedule.models import Cell
from mentoring.sessions.answer import confirm, decline, reassign_unanswered
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.models import Quota
from rumah.core.errors import Conflict, NotAllowed
from rumah.core.models import OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory
from tests.mentoring.conftest import NOW

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB


@pytest.fixture
def asking(talk, mentor):
    talk.asks_mentor, talk.quarter_quota = True, 3
    talk.save()
    return talk


@pytest.fixture
def request_(asking, owner):
    return book(actor=owner.user, service=asking, business=owner.business, starts_at=NINE)


def test_a_request_keeps_its_time_until_a_little_after_the_answer_is_due(request_, asking, mentor, owner, at):
    assert (request_.state, request_.answer_by, request_.asked) == ("requested", NOW + timedelta(hours=24), [mentor.pk])
    assert set(Cell.objects.values_list("expires_at", flat=True)) == {NOW + timedelta(hours=25)}
    other = MembershipFactory()
    with pytest.raises(Conflict):
        book(actor=other.user, service=asking, business=other.business, starts_at=NINE)
    told = {message.to: message for message in OutboxMessage.objects.all()}
    assert "04/03/2026 09.00 WIB" in told[mentor.user.email].body
    assert "03/03/2026 08.00 WIB" in told[owner.user.email].body
    assert all(message.attachments == [] for message in told.values())


def test_the_mentor_accepts_and_the_time_is_theirs_for_good(request_, mentor, owner):
    (session,) = confirm(actor=mentor.user, session=request_)
    assert (session.state, session.answer_by) == ("confirmed", None)
    assert Cell.objects.filter(holder=session.pk, expires_at=None).count() == Cell.objects.count() == 2 * 4
    assert OutboxMessage.objects.filter(dedupe_key__contains=":booked:").count() == 2
    with pytest.raises(Conflict):
        confirm(actor=mentor.user, session=request_)


def test_only_who_is_asked_answers(request_, asking, owner):
    for stranger in (owner.user, MentorFactory(skills=[asking]).user):
        for verb in (confirm, decline):
            with pytest.raises(NotAllowed):
                verb(actor=stranger, session=request_)


def test_a_refusal_goes_to_the_next_who_has_time(request_, asking, mentor):
    second = MentorFactory(skills=[asking])
    session = decline(actor=mentor.user, session=request_)
    assert (session.mentor, session.state, session.asked) == (second, "requested", [mentor.pk, second.pk])
    assert set(Cell.objects.filter(holder=session.pk).values_list("resource", flat=True)) == {
        f"m{second.pk}", f"b{session.business_id}"
    }  # fmt: skip
    assert OutboxMessage.objects.get(dedupe_key=f"session:{session.pk}:requested2:mentor").to == second.user.email


def test_without_another_the_house_calls_it_off_and_the_place_comes_back(request_, mentor):
    session = decline(actor=mentor.user, session=request_, reason="Sakit")
    assert (session.state, session.cancel_reason, session.quota_quarter) == ("cancelled", "Sakit", None)
    assert (Cell.objects.count(), Quota.objects.get().used) == (0, 0)


def test_unanswered_requests_are_passed_on_by_the_clock(request_, asking, mentor, at):
    second = MentorFactory(skills=[asking])
    at(NOW + timedelta(hours=23))
    assert reassign_unanswered() == 0
    at(NOW + timedelta(hours=24))
    assert (reassign_unanswered(), reassign_unanswered()) == (1, 0)
    request_.refresh_from_db()
    assert (request_.mentor, request_.answer_by) == (second, NOW + timedelta(hours=36.5))  # half of what is left
    with pytest.raises(NotAllowed):
        confirm(actor=mentor.user, session=request_)


def test_a_worker_that_comes_too_late_finds_the_time_gone_and_says_so(request_, asking, mentor, at):
    at(NOW + timedelta(hours=25))
    other = MembershipFactory()
    asking.minimum_notice = 0
    asking.save()
    book(actor=other.user, service=asking, business=other.business, starts_at=NINE)
    with pytest.raises(Conflict):
        confirm(actor=mentor.user, session=request_)
    assert reassign_unanswered() == 1
    request_.refresh_from_db()
    assert request_.state == "cancelled"


def test_an_owner_withdraws_a_request_at_any_time_for_nothing(request_, owner, at):
    at(NINE - timedelta(hours=25))
    cancel(actor=owner.user, session=request_)
    assert (Quota.objects.get().used, Cell.objects.count()) == (0, 0)


def test_a_series_is_asked_for_and_answered_as_a_whole(asking, mentor, owner):
    asking.series_length = 2
    asking.save()
    first = book(actor=owner.user, service=asking, business=owner.business, starts_at=NINE)
    assert {row.state for row in confirm(actor=mentor.user, session=first)} == {"confirmed"}
    assert Cell.objects.filter(expires_at=None).count() == Cell.objects.count() == 2 * 2 * 4

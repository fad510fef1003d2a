from datetime import timedelta

import pytest

from mentoring.journal.figures import pooled
from mentoring.journal.models import Satisfaction
from mentoring.journal.satisfy import satisfy
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from tests.factories.businesses import MembershipFactory
from tests.factories.journal import held, meeting

pytestmark = pytest.mark.django_db


def answer(session, member, score, words=""):
    return satisfy(actor=member.user, session=session, business=member.business, score=score, words=words)


def rows():
    return list(Satisfaction.objects.values_list("score", "words"))


def test_one_answer_a_business_that_may_change_for_a_week(past, member, later):
    answer(past, member, 2, "Terlalu cepat")
    second = MembershipFactory(business=member.business)
    later(days=7)
    answer(past, second, 4)
    assert rows() == [(4, "")]
    later(days=7, seconds=1)
    with pytest.raises(Conflict, match="7 hari"):
        answer(past, member, 1)
    assert rows() == [(4, "")]


def test_only_a_member_answers_and_only_for_their_own_session(past, member):
    stranger = MembershipFactory()
    for business in (member.business, stranger.business):
        with pytest.raises(NotAllowed):
            satisfy(actor=stranger.user, session=past, business=business, score=1)
    with pytest.raises(NotAllowed):
        satisfy(actor=past.mentor.user, session=past, business=member.business, score=5)
    assert rows() == []


@pytest.mark.parametrize("state", ["confirmed", "cancelled", "no_show"])
def test_what_was_not_held_is_not_asked_about(mentor, member, state):
    session = meeting(mentor, member, starts_at=clock.now() - timedelta(days=1), state=state)
    with pytest.raises(Conflict, match="belum selesai"):
        answer(session, member, 5)
    assert rows() == []


def test_everything_wrong_is_said_at_once(past, member):
    with pytest.raises(DomainError) as caught:
        answer(past, member, 6, "a" * 1001)
    assert [problem.field for problem in caught.value.problems] == ["score", "words"]
    assert rows() == []


def test_after_thirty_days_nobody_is_asked(mentor, member, later):
    session = held(mentor, member, days_ago=1)
    later(days=29, hours=1)
    answer(session, member, 5)
    Satisfaction.objects.all().delete()
    later(days=29, hours=1, seconds=1)
    with pytest.raises(Conflict, match="30 hari"):
        answer(session, member, 5)


def test_a_mentor_sees_five_settled_answers_at_a_time(mentor, later, django_assert_num_queries):
    sessions = [(held(mentor, member), member) for member in (MembershipFactory() for _each in range(11))]
    for session, member in sessions[:4]:
        answer(session, member, 5)
    later(days=7, seconds=1)
    assert pooled(mentor) is None
    later(days=0)
    for session, member in sessions[4:]:
        answer(session, member, 1)
    later(days=7)
    assert pooled(mentor) is None  # none can be changed any more only now
    later(days=7, seconds=1)
    with django_assert_num_queries(2):
        found = pooled(mentor)
    # Eleven answers, ten of them pooled: four times 5 and six times 1.
    assert (found.count, found.score, found.mean) == (10, 26, "2,6")


def test_the_mean_is_rounded_to_a_tenth(mentor, later):
    for score in (5, 5, 4, 4, 5):
        member = MembershipFactory()
        answer(held(mentor, member), member, score)
    later(days=8)
    assert pooled(mentor).mean == "4,6"

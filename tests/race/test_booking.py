import time
import uuid
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import transaction

from mentoring.schedule import cells
from mentoring.schedule.models import Cell
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.models import Session
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CROWD = 32
HOUR = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 2, 1, 0, tzinfo=UTC))


@pytest.fixture
def service():
    return ServiceFactory(for_product=False)


def _booked(results):
    return [result for result in results if isinstance(result, Session)]


def _refusals(results):
    return {type(result) for result in results if not isinstance(result, Session)}


def _bookings(service, starts):
    members = [MembershipFactory() for _start in starts]
    return [
        partial(book, actor=member.user, service=service, business=member.business, starts_at=start)
        for member, start in zip(members, starts, strict=True)
    ]


@pytest.mark.parametrize("apart", [0.0, 0.05])
@pytest.mark.parametrize("staggered", [False, True])
def test_thirty_two_bookings_for_one_hour_make_one(service, staggered, apart):
    MentorFactory(skills=[service])
    # An hour that begins half an hour later overlaps; with both starts on offer still only one fits.
    starts = [HOUR + timedelta(minutes=30) * (staggered and number % 2) for number in range(CROWD)]
    results = crowd(_bookings(service, starts), apart=apart)
    assert (len(_booked(results)), _refusals(results)) == (1, {Conflict})
    assert Session.objects.count() == 1
    assert Cell.objects.count() == 2 * 4


def test_a_crowd_spreads_over_the_mentors_there_are(service):
    for _each in range(3):
        MentorFactory(skills=[service])
    results = crowd(_bookings(service, [HOUR] * CROWD))
    assert (len({session.mentor_id for session in _booked(results)}), len(_booked(results))) == (3, 3)
    assert _refusals(results) == {Conflict}


def _look_then_insert(mentor, service, business, start):
    """What the cells replace: look whether the time is free, then write."""
    end = start + timedelta(hours=1)
    with transaction.atomic():
        if Session.objects.filter(mentor=mentor, starts_at__lt=end, ends_at__gt=start).exists():
            raise Conflict("Terisi.")
        time.sleep(0.01)
        return Session.objects.create(
            mentor=mentor, service=service, business=business, starts_at=start, ends_at=end,
            created_at=clock.now(), changed_at=clock.now(),
        )  # fmt: skip


@pytest.mark.parametrize("staggered", [False, True])
def test_without_cells_one_hour_is_given_twice(service, staggered):
    mentor = MentorFactory(skills=[service])
    starts = [HOUR + timedelta(minutes=30) * (staggered and number % 2) for number in range(CROWD)]
    business = MembershipFactory().business
    results = crowd([partial(_look_then_insert, mentor, service, business, start) for start in starts])
    assert len(_booked(results)) > 1


def _claim(resources):
    with transaction.atomic():
        cells.claim(resources=resources, starts_at=HOUR, ends_at=HOUR + timedelta(hours=2), holder=uuid.uuid4())


def test_claims_in_opposite_order_do_not_deadlock():
    orders = [["m1", "r1"], ["r1", "m1"]] * 8
    results = crowd([partial(_claim, resources) for resources in orders])
    assert results.count(None) == 1
    assert {type(result) for result in results if result is not None} == {Conflict}
    assert Cell.objects.count() == 2 * 8


def _claim_one_by_one(resources):
    """What sorting replaces: each takes its resources in its own order."""
    with transaction.atomic():
        for resource in resources:
            Cell.objects.create(resource=resource, starts_at=HOUR, holder=uuid.uuid4())
            time.sleep(0.05)


def test_unsorted_claims_deadlock():
    results = crowd([partial(_claim_one_by_one, resources) for resources in (["m1", "r1"], ["r1", "m1"])])
    assert any("deadlock" in str(result) for result in results)


def test_one_business_that_presses_everywhere_has_one_open_session(service):
    for _each in range(4):
        MentorFactory(skills=[service])
    member = MembershipFactory()
    starts = [HOUR + timedelta(hours=number) for number in range(6)]
    ask = partial(book, actor=member.user, service=service, business=member.business)
    results = crowd([partial(ask, starts_at=start) for start in starts])
    assert (len(_booked(results)), _refusals(results)) == (1, {Conflict})


def test_cancelling_twice_at_once_frees_once(service):
    mentor = MentorFactory(skills=[service])
    (task,) = _bookings(service, [HOUR])
    session = task()
    results = crowd([partial(cancel, actor=mentor.user, session=session)] * 8)
    assert (len(_booked(results)), _refusals(results)) == (1, {Conflict})
    assert Cell.objects.count() == 0
    session.refresh_from_db()
    assert session.sequence == 1

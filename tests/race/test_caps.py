"""A mentor's cap holds when bookings of different times of one day come at once."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from mentoring.schedule import caps
from mentoring.sessions.book import book
from mentoring.sessions.models import Session
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
EIGHT = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)  # Wednesday 08.00 WIB
TIMES = [EIGHT + timedelta(hours=hour) for hour in range(8)]


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 2, 1, 0, tzinfo=UTC))


def _book_all(service):
    members = [MembershipFactory() for _time in TIMES]
    return crowd([
        partial(book, actor=member.user, service=service, business=member.business, starts_at=start)
        for member, start in zip(members, TIMES, strict=True)
    ])  # fmt: skip


@pytest.mark.parametrize("cap", ["daily_cap", "weekly_cap"])
def test_eight_bookings_of_eight_hours_stop_at_the_cap(cap):
    service = ServiceFactory(for_product=False)
    MentorFactory(skills=[service], **{cap: 2})
    results = _book_all(service)
    refused = {type(result) for result in results if not isinstance(result, Session)}
    assert (Session.objects.count(), refused) == (2, {Conflict})


def test_without_the_lock_and_the_second_count_the_cap_is_passed(monkeypatch):
    """The control: what was offered was right when it was read, and all eight read before anybody wrote."""
    monkeypatch.setattr(caps, "keep", lambda **_claimed: None)
    service = ServiceFactory(for_product=False)
    MentorFactory(skills=[service], daily_cap=2)
    passed = 0
    for _round in range(5):
        _book_all(service)
        passed = max(passed, Session.objects.count())
        Session.objects.all().delete()
        caps.Cell.objects.all().delete()
        if passed > 2:
            break
    assert passed > 2

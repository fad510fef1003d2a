"""A Monday morning in Banyuwangi, and a hand on the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.journal import held, meeting
from tests.factories.mentoring import MentorFactory

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday 2 March 2026, 08.00 WIB


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """Return a function that moves the clock on from Monday morning."""
    monkeypatch.setattr(clock, "now", lambda: NOW)

    def move(**kwargs):
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(**kwargs))

    return move


@pytest.fixture
def mentor(db):
    return MentorFactory(user__name="Dimas Ardiansyah")


@pytest.fixture
def member(db):
    return MembershipFactory(business__name="Keripik Wahyuni")


@pytest.fixture
def session(mentor, member):
    """Nine o'clock that morning, for an hour."""
    return meeting(mentor, member, starts_at=NOW + timedelta(hours=1))


@pytest.fixture
def past(mentor, member):
    """Held the day before."""
    return held(mentor, member, days_ago=1)

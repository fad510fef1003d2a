"""A Monday morning in Banyuwangi, so that dates in these tests can be written out."""

from datetime import UTC, datetime

import pytest

from mentoring.services.models import RoomKind
from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory
from tests.factories.mentoring import MentorFactory, RoomFactory, ServiceFactory

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday 2 March 2026, 08.00 WIB


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def photo(db):
    """A service of 90 minutes with a quarter before and after, in the one studio."""
    RoomFactory(name="Studio foto")
    return ServiceFactory(slug="foto-produk", duration=90, buffer_before=15, buffer_after=15, room_kind=RoomKind.STUDIO)


@pytest.fixture
def talk(db):
    return ServiceFactory(slug="bincang", duration=60, for_product=False, minimum_notice=24)


@pytest.fixture
def owner(db):
    return MembershipFactory()


@pytest.fixture
def mentor(talk, photo):
    return MentorFactory(skills=[talk, photo])


@pytest.fixture
def product(owner):
    return ProductFactory(business=owner.business)


@pytest.fixture
def at(monkeypatch):
    """Return a function that moves the clock."""

    def move(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    return move

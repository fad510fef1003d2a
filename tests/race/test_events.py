"""The last seats of an event, wanted by many at once."""

import time
from functools import partial

import pytest
from django.db.models import F

from rumah.core.errors import Conflict
from rumah.events import register as verb
from rumah.events.leave import leave
from rumah.events.models import EventPage, Gathering, Registration
from tests.events.test_events import an_event
from tests.race.crowd import crowd
from tests.race.unguarded import without

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
SEATS, WANTED = 3, 8


@pytest.fixture
def event():
    made = an_event(capacity=SEATS)
    return EventPage.objects.get(pk=made.pk)


def _coming(event):
    return [
        partial(verb.register, event=event, name=f"Orang {at}", phone=f"0812 3456 78{at:02d}") for at in range(WANTED)
    ]


@pytest.mark.parametrize("apart", [0.0, 0.05])
def test_seats_are_never_oversold(event, apart):
    results = crowd(_coming(event), apart=apart)
    refused = [one for one in results if isinstance(one, Exception)]
    assert all(isinstance(one, Conflict) for one in refused), refused
    assert len(refused) == WANTED - SEATS
    assert Registration.objects.filter(state="confirmed").count() == Gathering.objects.get().taken == SEATS


def test_one_who_taps_many_times_has_one_seat_and_gives_back_one(event):
    results = crowd([_coming(event)[0]] * 5)
    assert len({one.pk for one in results}) == 1
    assert Gathering.objects.get().taken == 1
    crowd([partial(leave, registration=results[0], event=event)] * 4)
    assert Gathering.objects.get().taken == 0


def _unguarded(row):
    """What the guard replaces: look whether a seat is free, then take one."""
    found = Gathering.objects.get(pk=row.pk)
    time.sleep(0.3)
    assert found.taken < found.seats
    Gathering.objects.filter(pk=row.pk).update(taken=F("taken") + 1)


def test_without_the_guards_more_people_come_than_there_are_seats(event, monkeypatch):
    verb.register(event=event, name="Pertama", phone="0812 0000 0000")
    monkeypatch.setattr(verb, "take_seat", _unguarded)
    monkeypatch.setattr(verb, "locked_one", lambda rows: rows.get())
    with without(Gathering, "gathering_seats"):
        crowd(_coming(event))
        assert Registration.objects.filter(state="confirmed").count() > SEATS

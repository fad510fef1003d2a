"""Seats of a workshop that is moved while they are taken, given back and answered."""

import time
from datetime import timedelta
from functools import partial

import pytest
from django.db.models import F

from mentoring.schedule.models import Cell, Occurrence
from mentoring.schedule.workshops import Plan, schedule_workshop
from mentoring.sessions import seats
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.models import Session
from mentoring.sessions.move_workshop import move_workshop
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
SEATS = 8


@pytest.fixture
def workshop():
    service = ServiceFactory(for_product=False, minimum_notice=0, seats=SEATS)
    mentor = MentorFactory(skills=[service])
    start = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
    return schedule_workshop(actor=mentor.user, plan=Plan(service=service, mentor=mentor, starts_at=start))


def _booking(workshop):
    member = MembershipFactory()
    return partial(
        book, actor=member.user, service=workshop.service, business=member.business, starts_at=workshop.starts_at
    )  # fmt: skip


def _move(workshop):
    return partial(
        move_workshop, actor=workshop.mentor.user, workshop=workshop, starts_at=workshop.starts_at + timedelta(days=1)
    )  # fmt: skip


@pytest.mark.parametrize("apart", [0.0, 0.05])
def test_everybody_who_has_a_seat_is_there_when_it_begins(workshop, apart):
    early = [_booking(workshop)() for _each in range(2)]
    leaving = partial(cancel, actor=early[0].booked_by, session=early[0])
    move = _move(workshop)
    results = crowd([move, leaving, *(_booking(workshop) for _each in range(5))], apart=apart)
    refused = [one for one in results[2:] if isinstance(one, Exception)]
    assert all(isinstance(one, Conflict) for one in refused), refused
    assert isinstance(results[0], tuple), results[0]
    row = Occurrence.objects.get()
    rows = Session.objects.filter(state="confirmed")
    assert row.starts_at == workshop.starts_at + timedelta(days=1)
    assert {one.starts_at for one in rows} == {row.starts_at}
    assert row.seats_taken == rows.count() == 2 - (not isinstance(results[1], Exception)) + 5 - len(refused)
    assert not Cell.objects.filter(starts_at__lt=row.starts_at - timedelta(hours=2)).exists()


def _take_seat_unguarded(*, service, starts_at, mentor=None):
    """What the guard replaces: read the workshop, then take a seat of it, wherever it is by then."""
    row = Occurrence.objects.select_related("mentor__user", "room").get(service=service, starts_at=starts_at)
    time.sleep(0.3)
    assert Occurrence.objects.filter(pk=row.pk, seats_taken__lt=F("seats")).update(seats_taken=F("seats_taken") + 1)
    return row


def _late(move):
    time.sleep(0.1)
    return move()


def test_without_the_guard_somebody_comes_to_the_old_time(workshop, monkeypatch):
    monkeypatch.setattr(seats, "take_seat", _take_seat_unguarded)
    booked, moved = crowd([_booking(workshop), partial(_late, _move(workshop))])
    assert moved == (0, 0)
    assert Occurrence.objects.get().starts_at == workshop.starts_at + timedelta(days=1)
    assert Session.objects.get(pk=booked.pk).starts_at == workshop.starts_at

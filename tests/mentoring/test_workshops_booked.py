from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from mentoring.schedule.models import Cell, Occurrence
from mentoring.schedule.workshops import Plan, schedule_workshop
from mentoring.sessions import waitlist
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.models import Offer
from mentoring.sessions.reschedule import reschedule
from rumah.core.errors import Conflict
from tests.factories.businesses import MembershipFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
WEEK = timedelta(days=7)


@pytest.fixture
def workshop(talk, mentor):
    talk.seats = 2
    talk.save()
    return _scheduled(talk, mentor, NINE)


def _scheduled(talk, mentor, start):
    return schedule_workshop(actor=mentor.user, plan=Plan(service=talk, mentor=mentor, starts_at=start))


def _sit(talk, member=None, start=NINE):
    member = member or MembershipFactory()
    return book(actor=member.user, service=talk, business=member.business, starts_at=start)


def _taken(workshop):
    workshop.refresh_from_db()
    return workshop.seats_taken


def test_seats_are_given_until_there_are_none(talk, workshop, mentor):
    session = _sit(talk)
    assert (session.occurrence, session.mentor, session.ends_at) == (workshop, mentor, workshop.ends_at)
    assert set(Cell.objects.filter(holder=session.pk).values_list("resource", flat=True)) == {f"b{session.business_id}"}
    _sit(talk)
    with pytest.raises(Conflict) as error:
        _sit(talk)
    assert (error.value.problems[0].code, _taken(workshop)) == ("full", 2)


def test_the_check_has_the_last_word(workshop):
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.filter(pk=workshop.pk).update(seats_taken=3)


def test_a_seat_comes_back_or_goes_to_who_waits(talk, workshop):
    first, second, waiting = _sit(talk), _sit(talk), MembershipFactory()
    cancel(actor=first.booked_by, session=first)
    assert _taken(workshop) == 1
    third = _sit(talk)
    waitlist.join(actor=waiting.user, service=talk, business=waiting.business)
    cancel(actor=second.booked_by, session=second)
    offer = Offer.objects.get()
    assert (offer.occurrence, _taken(workshop)) == (workshop, 2)
    with pytest.raises(Conflict):
        _sit(talk)
    session = waitlist.accept(actor=waiting.user, offer=offer)
    assert (session.occurrence, _taken(workshop), workshop.sessions.exclude(state="cancelled").count()) == (
        workshop, 2, 2
    )  # fmt: skip
    cancel(actor=third.booked_by, session=third)
    assert _taken(workshop) == 1


def test_a_declined_seat_is_anybodys(talk, workshop):
    first, waiting = _sit(talk), MembershipFactory()
    _sit(talk)
    waitlist.join(actor=waiting.user, service=talk, business=waiting.business)
    cancel(actor=first.booked_by, session=first)
    waitlist.decline(actor=waiting.user, offer=Offer.objects.get())
    assert _taken(workshop) == 1


def test_a_seat_moves_to_another_workshop(talk, workshop, mentor):
    other = _scheduled(talk, mentor, NINE + WEEK)
    session = _sit(talk)
    moved = reschedule(actor=session.booked_by, session=session, starts_at=NINE + WEEK)
    assert (moved.occurrence, moved.starts_at) == (other, NINE + WEEK)
    assert (_taken(workshop), _taken(other)) == (0, 1)
    with pytest.raises(Conflict):
        reschedule(actor=session.booked_by, session=session, starts_at=NINE + 2 * WEEK)
    assert _taken(other) == 1


def test_a_series_of_workshops_is_booked_whole_or_not_at_all(talk, workshop, mentor):
    talk.series_length = 2
    talk.save()
    with pytest.raises(Conflict):
        _sit(talk)
    assert _taken(workshop) == 0
    other = _scheduled(talk, mentor, NINE + WEEK)
    _sit(talk)
    assert (_taken(workshop), _taken(other)) == (1, 1)


def test_notice_and_a_cancelled_workshop(talk, workshop, at):
    Occurrence.objects.update(state="cancelled")
    with pytest.raises(Conflict):
        _sit(talk)
    Occurrence.objects.update(state="open")
    at(NINE - timedelta(hours=23))
    with pytest.raises(Conflict):
        _sit(talk)


def test_a_business_busy_then_takes_no_seat(talk, photo, workshop):
    member = MembershipFactory()
    Cell.objects.create(resource=f"b{member.business_id}", starts_at=NINE, holder="0" * 32)
    with pytest.raises(Conflict) as error:
        _sit(talk, member)
    assert (error.value.problems[0].code, _taken(workshop)) == ("busy", 0)


def test_known_businesses_get_their_part_of_the_seats(talk, workshop, mentor):
    talk.first_timer_share = 50
    talk.save()
    known = [MembershipFactory() for _each in range(2)]
    far = NINE + 3 * WEEK
    _scheduled(talk, mentor, far)
    for at, member in enumerate(known):
        start = NINE - WEEK * (at + 2)
        member.business.sessions.create(
            service=talk, mentor=mentor, state="completed", starts_at=start, ends_at=start + timedelta(hours=1),
            created_at=start, changed_at=start,
        )  # fmt: skip
    _sit(talk, known[0], far)
    with pytest.raises(Conflict) as error:
        _sit(talk, known[1], far)
    assert error.value.problems[0].code == "first_timers"
    _sit(talk, start=far)

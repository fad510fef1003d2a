from datetime import UTC, datetime, timedelta

import pytest

from mentoring.schedule.models import Cell
from mentoring.schedule.slots import slots
from mentoring.sessions.book import book
from mentoring.sessions.hold import hold, let_go, sweep
from mentoring.sessions.models import Hold
from rumah.core.errors import Conflict
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory
from tests.factories.mentoring import MentorFactory
from tests.factories.people import UserFactory
from tests.mentoring.conftest import NOW

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
TEN = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


def _offered(service):
    return {slot.starts_at for slot in slots(service=service, first=NINE.date(), last=NINE.date())}


def test_a_hold_keeps_others_away_until_it_ends_and_no_task_has_to_run(owner, talk, mentor, at):
    kept = hold(actor=owner.user, service=talk, starts_at=NINE)
    assert (kept.mentor, kept.expires_at) == (mentor, LATER)
    assert NINE not in _offered(talk)
    other = MembershipFactory()
    with pytest.raises(Conflict) as error:
        book(actor=other.user, service=talk, business=other.business, starts_at=NINE)
    assert error.value.problems[0].code == "taken"
    at(LATER)
    assert NINE in _offered(talk)
    taken = book(actor=other.user, service=talk, business=other.business, starts_at=NINE)
    assert Cell.objects.filter(holder=taken.pk, expires_at=None).count() == Cell.objects.count() == 2 * 4


def test_booking_takes_over_what_is_held_and_adds_the_business(owner, photo, mentor, product):
    kept = hold(actor=owner.user, service=photo, starts_at=NINE)
    assert Cell.objects.filter(holder=kept.pk, expires_at=kept.expires_at).count() == 2 * 8  # mentor and studio
    session = book(actor=owner.user, service=photo, business=owner.business, product=product, starts_at=NINE)
    assert (session.mentor, session.room.name) == (mentor, "Studio foto")
    assert Cell.objects.filter(holder=session.pk, expires_at=None).count() == Cell.objects.count() == 3 * 8
    assert Hold.objects.count() == 0


def test_a_hold_that_ended_and_was_not_taken_still_books(owner, talk, mentor, at):
    hold(actor=owner.user, service=talk, starts_at=NINE)
    at(LATER + timedelta(minutes=1))
    assert book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE).starts_at == NINE


def test_a_hold_that_ended_and_was_taken_is_refused_and_leaves_nothing(owner, talk, mentor, at):
    hold(actor=owner.user, service=talk, starts_at=NINE)
    at(LATER)
    other = MembershipFactory()
    book(actor=other.user, service=talk, business=other.business, starts_at=NINE + timedelta(minutes=30))
    with pytest.raises(Conflict):
        book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)
    assert Cell.objects.filter(resource=f"b{owner.business_id}").count() == 0
    assert Cell.objects.filter(expires_at=None).count() == 2 * 4


def test_a_person_holds_one_slot_of_a_service_and_reload_does_not_prolong_it(owner, talk, mentor, at):
    first = hold(actor=owner.user, service=talk, starts_at=NINE)
    at(NOW + timedelta(minutes=4))
    assert hold(actor=owner.user, service=talk, starts_at=NINE) == first
    assert Hold.objects.get().expires_at == LATER
    second = hold(actor=owner.user, service=talk, starts_at=TEN)
    assert Hold.objects.get() == second
    assert set(Cell.objects.values_list("holder", flat=True)) == {second.pk}
    assert NINE in _offered(talk)


def test_letting_go_frees_at_once_and_only_ones_own(owner, talk, mentor):
    hold(actor=owner.user, service=talk, starts_at=NINE)
    let_go(actor=UserFactory(), service=talk)
    assert Cell.objects.count() == 4
    let_go(actor=owner.user, service=talk)
    assert (Cell.objects.count(), Hold.objects.count()) == (0, 0)


def test_a_hold_is_of_one_mentor_and_the_booking_of_another_leaves_it(owner, talk, mentor):
    second = MentorFactory(skills=[talk])
    hold(actor=owner.user, service=talk, starts_at=NINE, mentor=mentor)
    session = book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE, mentor=second)
    assert session.mentor == second
    assert Hold.objects.count() == 1


def test_what_is_taken_cannot_be_held(owner, talk, mentor):
    hold(actor=owner.user, service=talk, starts_at=NINE)
    with pytest.raises(Conflict):
        hold(actor=UserFactory(), service=talk, starts_at=NINE)
    assert Hold.objects.count() == 1


def test_ended_holds_are_swept(owner, talk, mentor, at):
    hold(actor=owner.user, service=talk, starts_at=NINE)
    assert sweep() == 0
    at(LATER)
    assert (sweep(), sweep(), Cell.objects.count()) == (1, 0, 0)


def test_the_business_may_not_be_busy(owner, talk, photo, mentor, product):
    MentorFactory(skills=[photo])
    book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)
    hold(actor=owner.user, service=photo, starts_at=NINE)
    with pytest.raises(Conflict) as error:
        book(actor=owner.user, service=photo, business=owner.business, product=product, starts_at=NINE)
    assert error.value.problems[0].code == "busy"


def test_a_series_is_held_and_booked_whole_or_not_at_all(talk, owner, mentor):
    talk.series_length, talk.series_rhythm = 3, 7
    talk.save()
    hold(actor=owner.user, service=talk, starts_at=NINE)
    assert Cell.objects.count() == 3 * 4
    session = book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)
    starts = [row.starts_at for row in owner.business.sessions.order_by("starts_at")]
    assert starts == [NINE, NINE + timedelta(days=7), NINE + timedelta(days=14)]
    assert owner.business.sessions.filter(series=session.series).count() == 3
    assert Cell.objects.filter(expires_at=None).count() == Cell.objects.count() == 3 * 2 * 4
    other = MembershipFactory()
    with pytest.raises(Conflict):  # the second of theirs would be the first's third
        book(actor=other.user, service=talk, business=other.business, starts_at=NINE + timedelta(days=7))
    assert other.business.sessions.count() == 0


def test_rooms_of_a_held_series_are_kept_each(photo, owner, mentor, product):
    photo.series_length, photo.series_rhythm = 2, 1
    photo.save()
    hold(actor=owner.user, service=photo, starts_at=NINE)
    book(actor=owner.user, service=photo, business=owner.business, product=product, starts_at=NINE)
    assert {row.room.name for row in owner.business.sessions.all()} == {"Studio foto"}
    other = MembershipFactory()
    with pytest.raises(Conflict):
        book(
            actor=other.user, service=photo, business=other.business, starts_at=NINE + timedelta(days=1),
            product=ProductFactory(business=other.business),
        )  # fmt: skip

"""Holds, moves, offers, seats, quotas and queue numbers under a crowd; each beside what happens without its guard."""

import time
import uuid
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.db import transaction
from django.db.models import F

from mentoring.schedule import cells
from mentoring.schedule.models import Cell, Occurrence
from mentoring.sessions import offers, waitlist
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.hold import hold, let_go, sweep
from mentoring.sessions.models import Hold, Offer, Quota, Session, Waiting
from mentoring.sessions.reschedule import reschedule
from mentoring.walkin.call import call_next
from mentoring.walkin.draw import draw
from mentoring.walkin.models import QueueCounter, Ticket
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory, RoomFactory, ServiceFactory
from tests.factories.people import UserFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOUR = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
CROWD = 16


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def service():
    return ServiceFactory(for_product=False)


@pytest.fixture
def mentor(service):
    return MentorFactory(skills=[service])


def _of(results, kind):
    return [result for result in results if isinstance(result, kind)]


def _refusals(results, kind):
    return {type(result) for result in results if not isinstance(result, kind)}


def _bookings(service, starts):
    members = [MembershipFactory() for _start in starts]
    return [
        partial(book, actor=member.user, service=service, business=member.business, starts_at=start)
        for member, start in zip(members, starts, strict=True)
    ]


def _overlaps():
    """Return how many pairs of open sessions one mentor would have to give at once."""
    rows = list(Session.objects.exclude(state="cancelled").values_list("mentor", "starts_at", "ends_at"))
    return sum(
        a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for at, a in enumerate(rows) for b in rows[at + 1 :]
    )  # fmt: skip


@pytest.mark.parametrize("staggered", [False, True])
def test_a_crowd_that_opens_the_form_holds_once(service, mentor, staggered):
    starts = [HOUR + timedelta(minutes=30) * (staggered and number % 2) for number in range(CROWD)]
    results = crowd([partial(hold, actor=UserFactory(), service=service, starts_at=start) for start in starts])
    assert (len(_of(results, Hold)), _refusals(results, Hold)) == (1, {Conflict})
    assert Cell.objects.count() == 4


def test_one_person_who_opens_many_forms_holds_one_slot(service, mentor):
    person = UserFactory()
    starts = [HOUR + timedelta(hours=number) for number in range(6)]
    results = crowd([partial(hold, actor=person, service=service, starts_at=start) for start in starts])
    kept = Hold.objects.get()
    assert _refusals(results, Hold) <= {Conflict}
    assert set(Cell.objects.values_list("holder", flat=True)) == {kept.pk}


def test_confirm_against_confirm_of_one_hold_books_once(service, mentor):
    member = MembershipFactory()
    hold(actor=member.user, service=service, starts_at=HOUR)
    ask = partial(book, actor=member.user, service=service, business=member.business, starts_at=HOUR)
    results = crowd([ask] * CROWD)
    assert (len(_of(results, Session)), _refusals(results, Session)) == (1, {Conflict})
    assert Cell.objects.filter(expires_at=None).count() == Cell.objects.count() == 2 * 4


@pytest.mark.parametrize("turn", range(4))
def test_a_hold_that_expires_while_it_is_confirmed_gives_one_session(service, mentor, monkeypatch, turn):
    member = MembershipFactory()
    hold(actor=member.user, service=service, starts_at=HOUR)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=5))
    own = partial(book, actor=member.user, service=service, business=member.business, starts_at=HOUR)
    others = _bookings(service, [HOUR, HOUR + timedelta(minutes=30)] * 5)
    results = crowd([own, *others, sweep, sweep], apart=0.02 * turn)
    assert len(_of(results, Session)) == 1
    assert _refusals(results, Session) <= {Conflict, int}
    assert (_overlaps(), Cell.objects.filter(expires_at=None).count()) == (0, 2 * 4)
    assert Cell.objects.exclude(holder=_of(results, Session)[0].pk).count() == 0


def _look_then_take_over(kept, member, mentor, service):
    """What one statement replaces: look whether the hold has ended, then make it a session."""
    with transaction.atomic():
        if not Hold.objects.filter(pk=kept.pk, expires_at__gt=NOW + timedelta(seconds=1)).exists():
            raise Conflict("Berakhir.")
        time.sleep(0.05)
        return Session.objects.create(
            service=service, business=member.business, mentor=mentor, starts_at=HOUR,
            ends_at=HOUR + timedelta(hours=1), created_at=NOW, changed_at=NOW,
        )  # fmt: skip


def test_without_handing_cells_over_a_hold_is_booked_twice(service, mentor):
    member = MembershipFactory()
    kept = hold(actor=member.user, service=service, starts_at=HOUR)
    results = crowd([partial(_look_then_take_over, kept, member, mentor, service)] * 4)
    assert len(_of(results, Session)) > 1
    assert _overlaps() > 0


def test_moving_into_a_held_slot_is_refused_or_first(service, mentor):
    (task,) = _bookings(service, [HOUR])
    session = task()
    later = HOUR + timedelta(hours=3)
    move = partial(reschedule, actor=mentor.user, session=session, starts_at=later)
    holds = [partial(hold, actor=UserFactory(), service=service, starts_at=later) for _each in range(6)]
    results = crowd([move, *holds], apart=0.03)
    won = [result for result in results if not isinstance(result, Exception)]
    assert (len(won), _refusals(results, (Session, Hold))) == (1, {Conflict})
    session.refresh_from_db()
    assert Cell.objects.filter(holder=session.pk).count() == 2 * 4
    assert session.starts_at == (later if isinstance(won[0], Session) else HOUR)


def test_moves_to_one_time_and_a_cancellation_leave_each_session_one_time(service, mentor):
    rows = [task() for task in _bookings(service, [HOUR + timedelta(hours=number) for number in range(4)])]
    goal = HOUR + timedelta(hours=5)
    moves = [partial(reschedule, actor=row.booked_by, session=row, starts_at=goal) for row in rows]
    results = crowd([*moves, partial(cancel, actor=mentor.user, session=rows[0])], apart=0.05)
    moved = [result for result in results[:4] if isinstance(result, Session)]
    # The cancelled one may have reached the goal first and given it up to the next.
    assert len([row for row in moved if row.pk != rows[0].pk]) <= 1
    assert (_overlaps(), Session.objects.filter(state="confirmed").count()) == (0, 3)
    assert Cell.objects.count() == 3 * 2 * 4


def _wait(service, number):
    members = [MembershipFactory() for _each in range(number)]
    for at, member in enumerate(members):
        row = waitlist.join(actor=member.user, service=service, business=member.business)
        Waiting.objects.filter(pk=row.pk).update(joined_at=NOW - timedelta(minutes=number - at))
    return members


def test_times_freed_at_once_are_offered_to_different_people(service):
    mentors = [MentorFactory(skills=[service]) for _each in range(4)]
    rows = [task() for task in _bookings(service, [HOUR] * 4)]
    _wait(service, 6)
    results = crowd([partial(cancel, actor=row.mentor.user, session=row) for row in rows])
    assert len(_of(results, Session)) == 4
    open_ones = Offer.objects.filter(state="open")
    assert len({offer.waiting_id for offer in open_ones}) == open_ones.count() == 4
    assert Cell.objects.filter(resource__in=[cells.mentor_resource(m.pk) for m in mentors]).count() == 4 * 4


def test_accept_against_expiry_against_a_stranger_gives_the_time_once(service, mentor, monkeypatch):
    (task,) = _bookings(service, [HOUR])
    session = task()
    first, _second = _wait(service, 2)
    cancel(actor=mentor.user, session=session)
    offer = Offer.objects.get()
    tasks = [partial(waitlist.accept, actor=first.user, offer=offer)] * 3 + [offers.expire] * 2
    tasks += [partial(waitlist.decline, actor=first.user, offer=offer), *_bookings(service, [HOUR] * 4)]
    results = crowd(tasks, apart=0.05)
    assert {type(result) for result in results} <= {Session, Conflict, int, type(None)}
    coming = Session.objects.filter(state="confirmed").count()
    kept = Offer.objects.filter(state="open").count()
    assert coming + kept == 1
    assert Cell.objects.count() == 2 * 4


def _offer_by_looking(waiting, mentor, start):
    """What the unique constraint replaces: look whether there is an open offer, then make one."""
    with transaction.atomic():
        if Offer.objects.filter(waiting=waiting, created_at=NOW - timedelta(days=1)).exists():
            return False
        time.sleep(0.05)
        Offer.objects.create(
            waiting=waiting, mentor=mentor, starts_at=start, ends_at=start + timedelta(hours=1), state="declined",
            created_at=NOW - timedelta(days=1), expires_at=NOW,
        )  # fmt: skip
        return True


def test_without_the_constraint_one_person_is_offered_several_times_at_once(service, mentor):
    _wait(service, 1)
    waiting = Waiting.objects.get()
    starts = [HOUR + timedelta(hours=number) for number in range(4)]
    results = crowd([partial(_offer_by_looking, waiting, mentor, start) for start in starts])
    assert results.count(True) > 1


@pytest.fixture
def workshop(service, mentor):
    service.seats = 3
    service.save()
    return Occurrence.objects.create(
        service=service, mentor=mentor, seats=3, starts_at=HOUR, ends_at=HOUR + timedelta(hours=2), created_at=NOW,
        changed_at=NOW,
    )  # fmt: skip


def test_the_last_seat_is_taken_once(service, workshop):
    results = crowd(_bookings(service, [HOUR] * CROWD))
    assert (len(_of(results, Session)), _refusals(results, Session)) == (3, {Conflict})
    workshop.refresh_from_db()
    assert (workshop.seats_taken, workshop.sessions.count()) == (3, 3)


def _count_then_sit(workshop, business):
    """What the conditional UPDATE replaces: count who sits, then sit."""
    with transaction.atomic():
        if workshop.sessions.count() >= workshop.seats:
            raise Conflict("Penuh.")
        time.sleep(0.02)
        return Session.objects.create(
            service=workshop.service, business=business, mentor=workshop.mentor, occurrence=workshop,
            starts_at=HOUR, ends_at=workshop.ends_at, created_at=NOW, changed_at=NOW,
        )  # fmt: skip


def test_counting_seats_sells_too_many(workshop):
    tasks = [partial(_count_then_sit, workshop, MembershipFactory().business) for _each in range(CROWD)]
    assert len(_of(crowd(tasks), Session)) > 3


def test_changing_places_between_two_workshops_does_not_deadlock(service, workshop, mentor):
    later = HOUR + timedelta(days=1)
    other = Occurrence.objects.create(
        service=service, mentor=mentor, seats=3, starts_at=later, ends_at=later + timedelta(hours=2), created_at=NOW,
        changed_at=NOW,
    )  # fmt: skip
    rows = [task() for task in _bookings(service, [HOUR, HOUR, later, later])]
    goals = [later, later, HOUR, HOUR]
    results = crowd(
        [
            partial(reschedule, actor=row.booked_by, session=row, starts_at=goal)
            for row, goal in zip(rows, goals, strict=True)
        ]
    )
    assert _refusals(results, Session) <= {Conflict}
    for one in (workshop, other):
        one.refresh_from_db()
        assert one.seats_taken == one.sessions.count()


def _last_quota(member, service, start):
    return book(actor=member.user, service=service, business=member.business, starts_at=start)


def test_the_last_place_of_a_quota_is_used_once_across_all_mentors(service):
    for _each in range(4):
        MentorFactory(skills=[service])
    service.quarter_quota = 2
    service.save()
    member = MembershipFactory()
    Quota.objects.create(business=member.business, service=service, quarter=date(2026, 1, 1), used=1, allowed=2)
    starts = [HOUR + timedelta(hours=number % 6) for number in range(12)]
    results = crowd([partial(_last_quota, member, service, start) for start in starts])
    assert len(_of(results, Session)) == 1
    assert Quota.objects.get().used == 2


def _count_then_use(member, service):
    """What the counter replaces: count what was used, then use one more."""
    with transaction.atomic():
        row = Quota.objects.get(business=member.business, service=service)
        if row.used >= 2:
            raise Conflict("Habis.")
        time.sleep(0.02)
        Quota.objects.filter(pk=row.pk).update(allowed=F("allowed") + 1, used=F("used") + 1)
        return True


def test_looking_at_a_quota_and_then_using_it_uses_too_much(service):
    member = MembershipFactory()
    Quota.objects.create(business=member.business, service=service, quarter=date(2026, 1, 1), used=1, allowed=2)
    crowd([partial(_count_then_use, member, service)] * 8)
    assert Quota.objects.get().used > 2


def test_two_mentors_in_opposite_order_do_not_deadlock():
    """Two services share two rooms and two mentors; each prefers what the other has."""
    one, two = ServiceFactory(for_product=False, room_kind="desk"), ServiceFactory(for_product=False, room_kind="desk")
    for _each in range(2):
        RoomFactory(kind="desk")
        MentorFactory(skills=[one, two])
    results = crowd(_bookings(one, [HOUR] * 8) + _bookings(two, [HOUR] * 8))
    assert (len(_of(results, Session)), _refusals(results, Session)) == (2, {Conflict})
    assert _overlaps() == 0


def _claim_in_order(resources):
    with transaction.atomic():
        for resource in resources:
            cells.claim(resources=[resource], starts_at=HOUR, ends_at=HOUR + timedelta(hours=1), holder=uuid.uuid4())
            time.sleep(0.1)


def test_one_by_one_in_opposite_order_somebody_is_thrown_out():
    results = crowd([partial(_claim_in_order, names) for names in (["m1", "m2"], ["m2", "m1"])])
    assert len([result for result in results if isinstance(result, Conflict)]) == 1


def test_letting_go_and_booking_at_once_never_lose_a_quarter_hour(service, mentor):
    member = MembershipFactory()
    hold(actor=member.user, service=service, starts_at=HOUR)
    own = partial(book, actor=member.user, service=service, business=member.business, starts_at=HOUR)
    results = crowd([own, partial(let_go, actor=member.user, service=service)] * 3, apart=0.02)
    assert _refusals(results, (Session, type(None))) <= {Conflict}
    assert Cell.objects.count() == Session.objects.count() * 2 * 4 == 2 * 4


def test_every_press_at_the_kiosk_gets_its_own_number(service):
    staff = UserFactory(is_superuser=True)
    results = crowd([partial(draw, actor=staff, service=service)] * CROWD)
    assert sorted(ticket.number for ticket in _of(results, Ticket)) == list(range(1, CROWD + 1))
    assert QueueCounter.objects.get().last == CROWD


def _highest_plus_one(service):
    """What the counter replaces: look for the highest number, then add one."""
    with transaction.atomic():
        highest = Ticket.objects.filter(service=service).order_by("-number").first()
        time.sleep(0.02)
        return Ticket.objects.create(
            date=NOW.date(), service=service, number=(highest.number if highest else 0) + 1, drawn_at=NOW
        )  # fmt: skip


def test_the_highest_number_plus_one_is_refused_by_the_constraint(service):
    results = crowd([partial(_highest_plus_one, service)] * 8)
    assert len(_of(results, Ticket)) < 8


def test_two_desks_call_two_numbers(service):
    staff = UserFactory(is_superuser=True)
    for _each in range(4):
        draw(actor=staff, service=service)
    results = crowd([partial(call_next, actor=staff, service=service, desk=str(at)) for at in range(4)])
    called = _of(results, Ticket)
    assert len({ticket.number for ticket in called}) == len(called)
    assert _refusals(results, Ticket) <= {Conflict, DomainError}
    assert Ticket.objects.filter(state="called").count() == len(called)

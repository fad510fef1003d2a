from datetime import UTC, datetime

import pytest

from mentoring.schedule.models import Cell
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.finish import complete, no_show
from mentoring.sessions.models import Session
from products.catalogue.models import ProductPhoto
from rumah.accounts import found as groups
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory
from tests.factories.mentoring import MentorFactory, RoomFactory
from tests.factories.people import UserFactory
from tests.mentoring.conftest import NOW

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
AFTER = datetime(2026, 3, 4, 3, 30, tzinfo=UTC)


def _codes(error):
    return [(problem.field, problem.code) for problem in error.value.problems]


def test_a_booking_takes_mentor_business_and_room_with_their_buffers(owner, photo, mentor, product):
    session = book(actor=owner.user, service=photo, business=owner.business, product=product, starts_at=NINE)
    assert (session.mentor, session.room.name, session.state) == (mentor, "Studio foto", "confirmed")
    assert session.ends_at == AFTER
    taken = Cell.objects.filter(holder=session.pk)
    assert set(taken.values_list("resource", flat=True)) == {
        f"m{mentor.pk}", f"b{owner.business_id}", f"r{session.room_id}"
    }  # fmt: skip
    assert taken.count() == 3 * 8  # 15 + 90 + 15 minutes
    assert min(taken.values_list("starts_at", flat=True)) == datetime(2026, 3, 4, 1, 45, tzinfo=UTC)
    assert AuditEntry.objects.filter(verb="sessions.book", target_id=str(session.pk), actor=owner.user).count() == 1


def test_both_sides_are_told_once_with_a_calendar_entry(owner, photo, mentor, product):
    book(actor=owner.user, service=photo, business=owner.business, product=product, starts_at=NINE)
    told = {message.to: message for message in OutboxMessage.objects.all()}
    assert set(told) == {owner.user.email, mentor.user.email}
    message = told[owner.user.email]
    assert "04/03/2026 09.00 WIB" in message.subject
    assert message.attachments[0]["text"].startswith("BEGIN:VCALENDAR\r\n")


def test_who_has_no_address_gets_a_text(talk, mentor):
    member = MembershipFactory(user=UserFactory(email=None))
    book(actor=member.user, service=talk, business=member.business, starts_at=NINE)
    assert OutboxMessage.objects.get(to=member.user.phone).channel == "whatsapp"


def test_the_listing_is_frozen_as_it_was(owner, photo, mentor, product):
    ProductPhoto.objects.create(
        product=product, original="produk/a.jpg", width=9, height=9, source_digest="a" * 64, alt="Kemasan lama"
    )  # fmt: skip
    session = book(actor=owner.user, service=photo, business=owner.business, product=product, starts_at=NINE)
    assert session.before == {
        "name": product.name, "description": "", "status": "published", "min_price": 15_000, "max_price": 15_000,
        "photos": [{"name": "produk/a.jpg", "alt": "Kemasan lama"}], "tagline": "", "story": "",
    }  # fmt: skip


def test_only_a_member_books_and_a_refusal_changes_nothing(owner, talk, mentor):
    stranger = MembershipFactory()
    with pytest.raises(NotAllowed):
        book(actor=stranger.user, service=talk, business=owner.business, starts_at=NINE)
    assert (Session.objects.count(), Cell.objects.count(), OutboxMessage.objects.count()) == (0, 0, 0)


def test_all_that_is_wrong_is_said_at_once(owner, photo, mentor):
    other = MentorFactory(skills=[])
    with pytest.raises(DomainError) as error:
        book(actor=owner.user, service=photo, business=owner.business, mentor=other, starts_at=NINE, note="x" * 1001)
    assert _codes(error) == [("product", "required"), ("mentor", "invalid"), ("note", "too_long")]
    with pytest.raises(DomainError) as error:
        book(
            actor=owner.user, service=photo, business=owner.business, product=ProductFactory(), starts_at=NINE
        )  # fmt: skip
    assert _codes(error) == [("product", "invalid")]


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 3, 2, 2, 0, tzinfo=UTC),  # within the notice of a day
        datetime(2026, 3, 4, 2, 15, tzinfo=UTC),  # not on the half hour
        datetime(2026, 3, 7, 2, 0, tzinfo=UTC),  # Saturday
        datetime(2027, 3, 4, 2, 0, tzinfo=UTC),  # past the horizon
    ],
)
def test_what_is_not_offered_cannot_be_booked(owner, talk, mentor, start):
    with pytest.raises(Conflict) as error:
        book(actor=owner.user, service=talk, business=owner.business, starts_at=start)
    assert _codes(error) == [("start", "taken")]


def test_the_least_loaded_mentor_is_taken_and_then_the_next(talk, photo, mentor, owner):
    second = MentorFactory(skills=[talk])
    members = [owner, MembershipFactory(), MembershipFactory()]
    got = [book(actor=m.user, service=talk, business=m.business, starts_at=NINE).mentor for m in members[:2]]
    assert got == [mentor, second]
    with pytest.raises(Conflict):
        book(actor=members[2].user, service=talk, business=members[2].business, starts_at=NINE)
    later = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
    third = book(actor=members[2].user, service=talk, business=members[2].business, starts_at=later, mentor=second)
    assert third.mentor == second


def test_the_one_studio_is_not_given_twice(photo, talk, mentor, owner, product):
    MentorFactory(skills=[photo])
    book(actor=owner.user, service=photo, business=owner.business, product=product, starts_at=NINE)
    other = MembershipFactory()
    ask = {"actor": other.user, "service": photo, "business": other.business, "starts_at": NINE}
    ask["product"] = ProductFactory(business=other.business)
    with pytest.raises(Conflict):
        book(**ask)
    RoomFactory(name="Studio kedua")
    assert book(**ask).room.name == "Studio kedua"


def test_one_open_session_of_a_service_and_no_two_at_once(photo, talk, mentor, owner, product):
    MentorFactory(skills=[talk])
    book(actor=owner.user, service=photo, business=owner.business, product=product, starts_at=NINE)
    with pytest.raises(Conflict) as error:
        book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)
    assert _codes(error) == [("start", "busy")]
    with pytest.raises(Conflict) as error:
        book(
            actor=owner.user, service=photo, business=owner.business, product=product,
            starts_at=datetime(2026, 3, 5, 2, 0, tzinfo=UTC),
        )  # fmt: skip
    assert _codes(error) == [("service", "open")]


def _booked(owner, talk):
    return book(actor=owner.user, service=talk, business=owner.business, starts_at=NINE)


def test_cancelling_frees_the_time_once_and_tells_both(owner, talk, mentor):
    session = cancel(actor=owner.user, session=_booked(owner, talk), reason="  Ada\nhajatan ")
    assert (session.state, session.sequence, session.cancel_reason) == ("cancelled", 1, "Ada hajatan")
    assert Cell.objects.count() == 0
    assert OutboxMessage.objects.filter(dedupe_key__contains=":cancelled:").count() == 2
    again = _booked(owner, talk)
    with pytest.raises(Conflict):
        cancel(actor=owner.user, session=session)
    assert Cell.objects.filter(holder=again.pk).count() == 2 * 4


def test_when_who_booked_is_gone_the_business_is_told(owner, talk, mentor):
    companion = MembershipFactory(business=owner.business)
    session = book(actor=companion.user, service=talk, business=owner.business, starts_at=NINE)
    companion.user.delete()
    cancel(actor=mentor.user, session=session)
    assert OutboxMessage.objects.get(dedupe_key=f"session:{session.pk}:cancelled:owner").to == owner.user.email


def test_who_may_cancel(owner, talk, mentor):
    groups.found()
    coordinator = UserFactory()
    coordinator.groups.add(groups.Group.objects.get(name=groups.COORDINATOR))
    for actor in (mentor.user, coordinator, UserFactory(is_superuser=True)):
        assert cancel(actor=actor, session=_booked(owner, talk)).cancelled_by == actor
    session = _booked(owner, talk)
    for actor in (MembershipFactory().user, MentorFactory(skills=[talk]).user, UserFactory()):
        with pytest.raises(NotAllowed):
            cancel(actor=actor, session=session)
    session.refresh_from_db()
    assert (session.state, Cell.objects.count()) == ("confirmed", 8)


@pytest.mark.parametrize(("verb", "state"), [(complete, "completed"), (no_show, "no_show")])
def test_a_session_is_finished_by_its_mentor_after_it_began(  # noqa: PLR0917  # fixtures
    owner, talk, mentor, monkeypatch, verb, state
):
    session = _booked(owner, talk)
    with pytest.raises(DomainError):
        verb(actor=mentor.user, session=session)
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    for stranger in (owner.user, MentorFactory(skills=[talk]).user):
        with pytest.raises(NotAllowed):
            verb(actor=stranger, session=session)
    assert verb(actor=mentor.user, session=session).state == state
    with pytest.raises(Conflict):
        verb(actor=mentor.user, session=session)
    with pytest.raises(Conflict):
        cancel(actor=mentor.user, session=session)


def test_what_has_begun_is_not_cancelled(owner, talk, mentor, monkeypatch):
    session = _booked(owner, talk)
    monkeypatch.setattr(clock, "now", lambda: NINE)
    with pytest.raises(DomainError):
        cancel(actor=owner.user, session=session)
    session.refresh_from_db()
    assert (session.state, session.changed_at) == ("confirmed", NOW)


def test_a_booking_costs_a_bounded_number_of_queries(owner, photo, mentor, product, django_assert_max_num_queries):
    for _other in range(5):
        MentorFactory(skills=[photo])
    with django_assert_max_num_queries(19):
        book(actor=owner.user, service=photo, business=owner.business, product=product, starts_at=NINE)

"""Workshops that a changed calendar hits: listed, moved as a whole with their participants, or called off."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.auth.models import Group

from mentoring.schedule.models import Cell, ExtraHours, Holiday, TimeOff
from mentoring.schedule.workshops import Plan, schedule_workshop
from mentoring.sessions import waitlist
from mentoring.sessions.affected_workshops import affected_workshops, next_times
from mentoring.sessions.book import book
from mentoring.sessions.call_off import call_off
from mentoring.sessions.models import FirstTimerDay, Offer
from mentoring.sessions.move_workshop import move_workshop
from rumah.accounts.found import COORDINATOR, found
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory, RoomFactory, ServiceFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
WED = date(2026, 3, 4)
DAY = timedelta(days=1)


@pytest.fixture
def group(db):
    return ServiceFactory(
        slug="lokakarya", duration=120, buffer_before=15, seats=3, room_kind="hall", for_product=False
    )


@pytest.fixture
def giver(group):
    return MentorFactory(skills=[group])


@pytest.fixture
def workshop(group, giver):
    return _scheduled(group, giver, NINE)


def _scheduled(group, giver, start):
    room = giver.occurrences.first().room if giver.occurrences.exists() else RoomFactory(kind="hall", capacity=10)
    return schedule_workshop(actor=giver.user, plan=Plan(service=group, mentor=giver, room=room, starts_at=start))


def _sit(group, member=None, start=NINE):
    member = member or MembershipFactory()
    return book(actor=member.user, service=group, business=member.business, starts_at=start)


def _times(workshop):
    (hit,) = next_times([workshop])
    return [f"{clock.local(start):%d %H.%M}" for start in hit.times]


def test_holidays_pauses_and_time_off_hit_and_evening_hours_do_not(group, giver, workshop, django_assert_num_queries):
    evening = _scheduled(group, giver, NINE + DAY + timedelta(hours=10))
    with django_assert_num_queries(3):
        assert affected_workshops() == []
    Holiday.objects.create(date=WED, name="Cuti bersama", kind=Holiday.Kind.JOINT_LEAVE)
    assert affected_workshops() == affected_workshops(giver) == affected_workshops(day=WED) == [workshop]
    assert affected_workshops(MentorFactory()) == affected_workshops(day=WED + DAY) == []
    ExtraHours.objects.create(mentor=giver, date=WED, start=time(9), end=time(11))
    assert affected_workshops() == []
    TimeOff.objects.create(mentor=giver, date=WED + DAY, start=time(20), end=time(21))
    assert affected_workshops() == [evening]
    giver.paused_from = WED + DAY
    giver.save()
    assert affected_workshops() == [evening]
    Holiday.objects.create(date=WED, name="Tutup", kind=Holiday.Kind.HOUSE)
    assert affected_workshops() == [workshop, evening]
    call_off(actor=giver.user, workshop=workshop, reason="Libur")
    assert affected_workshops() == [evening]


def test_the_same_hour_of_a_later_day_is_offered_first(giver, workshop, django_assert_num_queries):
    TimeOff.objects.create(mentor=giver, date=WED)
    TimeOff.objects.create(mentor=giver, date=WED + 2 * DAY)
    room = f"r{workshop.room_id}"
    Cell.objects.create(resource=room, starts_at=NINE + DAY, holder="0" * 32)
    assert _times(workshop) == ["09 09.00", "10 09.00", "11 09.00"]
    with django_assert_num_queries(3):
        next_times([workshop])
    giver.weekly_hours.all().delete()
    assert _times(workshop) == []


def test_moving_takes_everybody_along_and_tells_them(group, giver, workshop, django_capture_on_commit_callbacks):
    session, busy = _sit(group), _sit(group)
    Cell.objects.create(resource=f"b{busy.business_id}", starts_at=NINE + DAY, holder="0" * 32)
    before = OutboxMessage.objects.count()
    assert move_workshop(actor=giver.user, workshop=workshop, starts_at=NINE + DAY) == (1, 1)
    workshop.refresh_from_db()
    session.refresh_from_db()
    busy.refresh_from_db()
    assert (workshop.starts_at, workshop.ends_at) == (NINE + DAY, NINE + DAY + timedelta(hours=2))
    assert (session.starts_at, session.ends_at, session.sequence) == (workshop.starts_at, workshop.ends_at, 1)
    assert (busy.state, busy.quota_quarter, workshop.seats_taken) == ("cancelled", None, 1)
    assert OutboxMessage.objects.count() == before + 4
    # 15 before and 120 for mentor and room, 120 for the business that came along.
    for holder, cells in ((workshop.pk, 18), (session.pk, 8), (busy.pk, 0)):
        rows = Cell.objects.filter(holder=holder)
        assert (rows.count(), rows.filter(starts_at__lt=NINE + DAY / 2).count()) == (cells, 0)


def test_an_offered_seat_is_offered_anew_at_the_new_time(group, giver, workshop):
    rows, waiting = [_sit(group) for _each in range(3)], MembershipFactory()
    waitlist.join(actor=waiting.user, service=group, business=waiting.business)
    from mentoring.sessions.cancel import cancel

    cancel(actor=rows[0].booked_by, session=rows[0])
    old = Offer.objects.get()
    move_workshop(actor=giver.user, workshop=workshop, starts_at=NINE + DAY)
    new = Offer.objects.get(state=Offer.State.OPEN)
    old.refresh_from_db()
    workshop.refresh_from_db()
    assert (old.state, new.starts_at, workshop.seats_taken) == ("declined", NINE + DAY, 3)
    assert waitlist.accept(actor=waiting.user, offer=new).starts_at == NINE + DAY


def test_a_known_businesss_place_counts_for_the_new_day(group, giver):
    group.first_timer_share = 50
    group.save()
    far = NINE + 14 * DAY
    workshop, member = _scheduled(group, giver, far), MembershipFactory()
    member.business.sessions.create(
        service=group, mentor=giver, state="completed", starts_at=NINE - 9 * DAY, ends_at=NINE - 8 * DAY,
        created_at=NINE, changed_at=NINE,
    )  # fmt: skip
    session = _sit(group, member, far)
    move_workshop(actor=giver.user, workshop=workshop, starts_at=far + DAY)
    session.refresh_from_db()
    assert session.first_timer_day == date(2026, 3, 19)
    assert dict(FirstTimerDay.objects.values_list("date", "used")) == {date(2026, 3, 18): 0, date(2026, 3, 19): 1}


def test_what_cannot_be_is_refused_and_changes_nothing(group, giver, workshop, at):
    session = _sit(group)
    other = _scheduled(group, giver, NINE + DAY)
    for start, code in (
        (NINE + DAY, "taken"), (NINE, "invalid"), (NINE - 9 * DAY, "past"), (NINE + timedelta(minutes=5), "invalid"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as error:
            move_workshop(actor=giver.user, workshop=workshop, starts_at=start)
        assert error.value.problems[0].code == code
    session.refresh_from_db()
    assert (session.starts_at, Cell.objects.filter(holder=workshop.pk, starts_at__lt=NINE + DAY / 2).count()) == (
        NINE,
        18,
    )
    call_off(actor=giver.user, workshop=other, reason="Libur")
    with pytest.raises(Conflict):
        move_workshop(actor=giver.user, workshop=other, starts_at=NINE + 2 * DAY)
    at(NINE)
    with pytest.raises(DomainError) as error:
        move_workshop(actor=giver.user, workshop=workshop, starts_at=NINE + DAY)
    assert error.value.problems[0].code == "begun"


def test_the_mentors_page_moves_and_calls_off_their_own_alone(client, group, giver, workshop):
    session = _sit(group)
    TimeOff.objects.create(mentor=giver, date=WED)
    path = f"/meja/jadwal/terdampak/lokakarya/{workshop.pk}/"
    client.force_login(MentorFactory(skills=[group]).user)
    assert client.post(path, {"mulai": (NINE + DAY).isoformat()}).status_code == 404
    client.force_login(giver.user)
    assert "1 sesi tidak lagi sesuai" in client.get("/meja/jadwal/").content.decode()
    page = client.get("/meja/jadwal/terdampak/").content.decode()
    assert ("5 Maret 2026, 09.00 WIB" in page, path in page) == (True, True)
    client.post(path, {"mulai": "kapan-kapan"})
    workshop.refresh_from_db()
    assert workshop.starts_at == NINE
    said = client.post(path, {"mulai": (NINE + DAY).isoformat()}, follow=True).content.decode()
    assert "Lokakarya dipindahkan. 1 peserta mendapat kabar." in said
    assert "Tulis alasannya" in client.post(path, {"batal": "1"}, follow=True).content.decode()
    assert "Lokakarya dibatalkan." in client.post(path, {"batal": "1", "alasan": "Sakit"}, follow=True).content.decode()
    session.refresh_from_db()
    assert (session.state, session.cancel_reason) == ("cancelled", "Sakit")


def test_staff_move_it_from_the_list(client, group, giver, workshop):
    found()
    person = UserFactory(is_staff=True)
    client.force_login(person)
    path = f"/staf/sesi-terdampak/lokakarya/{workshop.pk}/"
    assert client.post(path, {"mulai": (NINE + DAY).isoformat()}).status_code == 302
    workshop.refresh_from_db()
    assert workshop.starts_at == NINE
    person.groups.add(Group.objects.get(name=COORDINATOR))
    Holiday.objects.create(date=WED, name="Libur", kind="public")
    assert path in client.get("/staf/sesi-terdampak/?tanggal=2026-03-04").content.decode()
    client.post(path, {"mulai": (NINE + DAY).isoformat()})
    workshop.refresh_from_db()
    assert workshop.starts_at == NINE + DAY


def test_a_workshop_is_one_row_of_the_desk_with_its_participants_in_it(client, group, giver, workshop):
    rows = [_sit(group), _sit(group)]
    client.force_login(giver.user)
    page = client.get("/meja/").content.decode()
    assert (page.count("4 Maret 2026, 09.00 WIB"), "2 peserta" in page) == (1, True)
    assert all(f'href="/meja/sesi/{row.pk}/">{row.business.name}' in page for row in rows)

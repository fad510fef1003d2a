"""Times kept for first-timers are not shown to whoever would be refused them; and what a series needs of a week."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentoring.schedule.slots import days, slots
from mentoring.schedule.workshops import Plan, schedule_workshop
from mentoring.sessions.book import book
from mentoring.sessions.hold import hold
from mentoring.sessions.kept_days import kept_from
from mentoring.sessions.models import FirstTimerDay, Session
from mentoring.sessions.reschedule import reschedule
from rumah.core.errors import Conflict
from tests.factories.businesses import MembershipFactory
from tests.mentoring.conftest import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FAR = date(2026, 3, 11)  # Wednesday of next week
FIRST, LAST = date(2026, 3, 9), date(2026, 3, 13)


@pytest.fixture
def shared(talk, mentor):
    """Eight places a day, half of them for first-timers."""
    talk.first_timer_share, talk.horizon = 50, 20
    talk.save()
    return talk


def _known(service, mentor, user=None):
    member = MembershipFactory(**({"user": user} if user else {}))
    Session.objects.create(
        service=service, business=member.business, mentor=mentor, state="completed", created_at=NOW, changed_at=NOW,
        starts_at=NOW - 30 * DAY, ends_at=NOW - 30 * DAY + timedelta(hours=1),
    )  # fmt: skip
    return member


def _fill(service, mentor, day=11, count=4):
    for number in range(count):
        member = _known(service, mentor)
        start = datetime(2026, 3, day, 1 + number, 0, tzinfo=UTC)
        book(actor=member.user, service=service, business=member.business, starts_at=start)


def _kept(user, service):
    return kept_from(user, service=service, first=FIRST, last=LAST)


def test_a_day_is_kept_once_known_businesses_had_their_part(shared, mentor):
    member = _known(shared, mentor)
    _fill(shared, mentor, count=3)
    assert _kept(member.user, shared) == set()
    _fill(shared, mentor, day=12)
    assert _kept(member.user, shared) == {date(2026, 3, 12)}
    # What it says is what booking does.
    start = datetime(2026, 3, 12, 6, 0, tzinfo=UTC)
    with pytest.raises(Conflict) as error:
        book(actor=member.user, service=shared, business=member.business, starts_at=start)
    assert error.value.problems[0].code == "first_timers"
    other = datetime(2026, 3, 11, 6, 0, tzinfo=UTC)
    assert book(actor=member.user, service=shared, business=member.business, starts_at=other).first_timer_day == FAR


def test_nothing_is_kept_from_who_speaks_for_a_new_business_or_for_none(shared, mentor, django_assert_num_queries):
    _fill(shared, mentor)
    member = _known(shared, mentor)
    assert _kept(member.user, shared) == {FAR}
    MembershipFactory(user=member.user)
    assert _kept(member.user, shared) == set()
    assert _kept(mentor.user, shared) == set()
    shared.first_timer_share = 0
    with django_assert_num_queries(0):
        assert _kept(member.user, shared) == set()


def test_the_page_leaves_kept_days_out_and_says_so(client, shared, mentor, django_assert_max_num_queries):
    _fill(shared, mentor)
    member = _known(shared, mentor)
    path = f"/pendampingan/{shared.slug}/?hari={FAR}"
    anybody = client.get(path).content.decode()
    assert (f"hari={FAR}" in anybody, "13.00 WIB" in anybody, "baru pertama kali" in anybody) == (True, True, False)
    client.force_login(member.user)
    with django_assert_max_num_queries(17):
        page = client.get(path).content.decode()
    assert (f"hari={FAR}" in page, "Tidak ada jadwal kosong pada hari ini" in page) == (False, True)
    assert ("hari=2026-03-12" in page, "disimpan untuk usaha yang baru pertama kali" in page) == (True, True)
    mine = client.get(f"{path}&pendamping={mentor.slug}").content.decode()
    assert f"hari={FAR}" not in mine


def test_from_72_hours_before_on_the_day_is_anybodys(client, shared, mentor, at):
    _fill(shared, mentor)
    member = _known(shared, mentor)
    client.force_login(member.user)
    # Sunday 13.00 WIB: starts up to Wednesday 13.00 are within 72 hours.
    at(datetime(2026, 3, 8, 6, 0, tzinfo=UTC))
    page = client.get(f"/pendampingan/{shared.slug}/?hari={FAR}").content.decode()
    shown = [hour for hour in ("12.00", "12.30", "13.00", "13.30", "14.00") if f"{hour} WIB" in page]
    assert shown == ["12.00", "12.30", "13.00"]


def test_a_refused_booking_offers_times_that_are_not_kept(client, shared, mentor):
    _fill(shared, mentor)
    member = _known(shared, mentor)
    client.force_login(member.user)
    start = "2026-03-11T13:00:00+07:00"
    data = {"mulai": start, "target": str(member.business.pk)}
    answer = client.post(f"/pendampingan/{shared.slug}/pesan/", data)
    page = answer.content.decode()
    assert (answer.status_code, "Sisa jadwal hari itu disimpan" in page) == (409, True)
    assert ('value="2026-03-11T' in page, 'value="2026-03-12T' in page) == (False, True)
    assert member.business.sessions.count() == 1


def test_a_first_session_stays_first_when_it_moves(client, shared, mentor):
    _fill(shared, mentor)
    new = MembershipFactory()
    start = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
    session = book(actor=new.user, service=shared, business=new.business, starts_at=start)
    client.force_login(new.user)
    path = f"/pendampingan/sesi/{session.pk}/pindah/?hari={FAR}"
    assert "13.00 WIB" in client.get(path).content.decode()
    moved = reschedule(actor=new.user, session=session, starts_at=datetime(2026, 3, 11, 6, 0, tzinfo=UTC))
    assert (moved.first_timer_day, FirstTimerDay.objects.get(date=FAR).used) == (None, 4)
    known = _known(shared, mentor)
    theirs = book(actor=known.user, service=shared, business=known.business, starts_at=start)
    client.force_login(known.user)
    page = client.get(f"/pendampingan/sesi/{theirs.pk}/pindah/?hari={FAR}").content.decode()
    assert ("14.00 WIB" in page, f"hari={FAR}" in page, "hari=2026-03-13" in page) == (False, False, True)


def test_seats_of_a_workshop_kept_for_others_cannot_be_chosen(client, talk, mentor):
    talk.seats, talk.first_timer_share = 2, 50
    talk.save()
    start = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)
    schedule_workshop(actor=mentor.user, plan=Plan(service=talk, mentor=mentor, starts_at=start))
    first, second = _known(talk, mentor), _known(talk, mentor)
    client.force_login(second.user)
    path = f"/pendampingan/{talk.slug}/"
    assert "1 kursi tersisa" not in client.get(path).content.decode()
    book(actor=first.user, service=talk, business=first.business, starts_at=start)
    page = client.get(path).content.decode()
    assert ("Untuk yang pertama kali" in page, "pesan/?mulai=" in page) == (True, False)
    client.logout()
    assert "pesan/?mulai=" in client.get(path).content.decode()


def test_a_series_takes_one_place_on_the_day_it_begins(shared, mentor):
    shared.series_length, shared.series_rhythm = 3, 7
    shared.save()
    member = _known(shared, mentor)
    start = datetime(2026, 3, 11, 1, 0, tzinfo=UTC)
    book(actor=member.user, service=shared, business=member.business, starts_at=start)
    assert list(FirstTimerDay.objects.values_list("date", "used")) == [(FAR, 1)]


@pytest.mark.parametrize(
    ("cap", "offered"), [(1, []), (2, ["Sat", "Sun"]), (3, ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])]
)
def test_a_series_of_a_few_days_counts_whole_against_a_week(talk, mentor, cap, offered):
    talk.series_length, talk.series_rhythm, talk.horizon = 3, 1, 20
    talk.save()
    for day in (5, 6):
        mentor.weekly_hours.create(weekday=day, start="08:00", end="16:00")
    mentor.weekly_cap = cap
    mentor.save()
    # From Saturday on two of the three days lie in one week and one in the next; from Friday on all are in one.
    assert [f"{day.date:%a}" for day in days(service=talk, first=FIRST, last=FIRST + 6 * DAY)] == offered


def test_an_open_form_of_a_series_holds_as_much_of_the_week_as_it_books(talk, mentor, owner):
    talk.series_length, talk.series_rhythm = 2, 1
    talk.save()
    mentor.weekly_cap = 3
    mentor.save()
    start = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
    hold(actor=owner.user, service=talk, starts_at=start)
    assert slots(service=talk, first=FIRST, last=LAST) == []
    other = MembershipFactory()
    with pytest.raises(Conflict):
        hold(actor=other.user, service=talk, starts_at=start + timedelta(hours=3))
    book(actor=owner.user, service=talk, business=owner.business, starts_at=start)
    assert owner.business.sessions.count() == 2

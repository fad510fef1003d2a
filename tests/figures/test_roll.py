from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from rumah.core import audit, clock
from rumah.figures import today as live
from rumah.figures.catch_up import catch_up, due, note_late
from rumah.figures.measures import all_measures
from rumah.figures.models import DayFigure, RolledDay
from rumah.figures.roll import roll, roll_range
from tests.factories.businesses import BusinessFactory
from tests.factories.results import held
from tests.figures.history import DAYS, FIRST, History, recount

pytestmark = pytest.mark.django_db
RANGE = [FIRST + timedelta(days=at) for at in range(DAYS)]


def stored():
    return {(row.measure, row.day, row.part, row.district_code): row.value for row in DayFigure.objects.all()}


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_roll_up_is_what_counting_row_by_row_gives(seed):
    History(seed)
    roll(RANGE)
    found, slow = stored(), recount(RANGE)
    assert found == slow
    # A history in which a measure never occurs proves nothing about it.
    assert {key[0] for key in found} == set(all_measures())


def test_counting_again_gives_the_same_and_one_day_like_many():
    History(5)
    roll(RANGE)
    once = stored()
    for day in RANGE:
        roll([day])
    assert stored() == once


def test_a_number_that_became_zero_is_gone():
    business = BusinessFactory(created_at=datetime(2026, 3, 2, 5, tzinfo=UTC))
    roll([date(2026, 3, 2)])
    assert stored()["new", date(2026, 3, 2), "makanan", "35.10.16"] == 1
    business.created_at = datetime(2026, 3, 4, 5, tzinfo=UTC)
    business.save()
    roll([date(2026, 3, 2)])
    assert not DayFigure.objects.filter(measure="new").exists()


def test_today_is_what_the_roll_up_will_say(django_assert_num_queries):
    History(6)
    today = clock.today()
    BusinessFactory.create_batch(2, created_at=clock.now(), verified_at=clock.now())
    now = clock.now()
    held(starts_at=now, ends_at=now + timedelta(hours=1), created_at=now)
    with django_assert_num_queries(2):
        found = live.count_today()
    roll([today])
    sums = {}
    for (measure, day, _part, _district), value in stored().items():
        sums[measure] = sums.get(measure, 0) + (value if day == today else 0)
    assert found == {one.code: sums.get(one.code, 0) for one in all_measures().values() if one.today} | {"stuck": 0}
    assert found["new"] == 3
    assert (found["booked"], found["held"]) == (1, 1)


def test_today_is_never_stored_by_a_range():
    BusinessFactory(created_at=clock.now() - timedelta(days=3))
    assert roll_range(clock.today() - timedelta(days=2), clock.today() + timedelta(days=5)) == 2
    assert sorted(RolledDay.objects.values_list("day", flat=True)) == [
        clock.today() - timedelta(days=2), clock.today() - timedelta(days=1),
    ]  # fmt: skip


def test_catching_up_counts_every_day_once_and_the_last_week_each_night(monkeypatch):
    now = datetime(2026, 3, 20, 3, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    BusinessFactory(created_at=now - timedelta(days=70))
    assert catch_up() == 56
    assert catch_up() == 14
    assert catch_up() == 0
    assert RolledDay.objects.count() == 70
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=1))
    assert due() == [date(2026, 3, 20) - timedelta(days=back) for back in range(7)]
    assert catch_up() == 7


def test_what_is_said_late_is_counted_again(monkeypatch):
    now = datetime(2026, 3, 20, 3, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    session = held(starts_at=now - timedelta(days=15), created_at=now - timedelta(days=20), state="confirmed")
    old = clock.local(session.starts_at).date()
    session.business.created_at = now - timedelta(days=30)
    session.business.save()
    catch_up()
    assert not DayFigure.objects.filter(measure="held").exists()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=2))
    assert note_late() == 0
    session.state = "completed"
    session.save()
    audit.record("sessions.complete", session)
    assert catch_up() == 1
    assert DayFigure.objects.get(measure="held").day == old
    # The same entry does not make it late for ever.
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=3))
    assert catch_up() == 1
    assert catch_up() == 0


def test_hours_told_late_are_counted_on_their_day(monkeypatch):
    now = datetime(2026, 3, 20, 3, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    session = held()
    session.business.created_at = now - timedelta(days=30)
    session.business.save()
    catch_up()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=2))
    session.efforts.create(
        mentor=session.mentor, kind="contact", on=date(2026, 3, 1), minutes=90, logged_at=clock.now()
    )
    audit.record("journal.set_effort", session, on="2026-03-01")
    catch_up()
    assert DayFigure.objects.get(measure="minutes").value == 90


def test_an_empty_house_has_nothing_to_count():
    assert catch_up() == 0
    assert roll_range(date(2026, 1, 2), date(2026, 1, 1)) == 0
    roll([])
    assert live.count_today()["new"] == 0


def test_the_command_counts_a_range_and_refuses_nonsense(capsys):
    BusinessFactory(created_at=datetime(2026, 3, 2, 5, tzinfo=UTC))
    call_command("roll_up", "--from", "2026-03-01", "--to", "2026-03-09")
    assert "9 hari dihitung" in capsys.readouterr().out
    assert RolledDay.objects.filter(is_dirty=False).count() == 9
    with pytest.raises(CommandError, match="lebih lambat"):
        call_command("roll_up", "--from", "2026-03-09", "--to", "2026-03-01")
    with pytest.raises(CommandError, match="memerlukan"):
        call_command("roll_up", "--to", "2026-03-01")
    with pytest.raises(CommandError, match="bukan tanggal"):
        call_command("roll_up", "--from", "kemarin")

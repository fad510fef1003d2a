from datetime import date, timedelta

import pytest

from mentoring.journal import effort_file, figures
from mentoring.journal.effort import set_effort
from mentoring.journal.models import Effort
from rumah.core.errors import DomainError, NotAllowed
from tests.factories.journal import held
from tests.factories.mentoring import MentorFactory

pytestmark = pytest.mark.django_db
MONDAY, MARCH = date(2026, 3, 2), date(2026, 3, 1)


def test_setting_again_replaces_and_zero_takes_away(session, mentor):
    for minutes, left in ((30, [30]), (30, [30]), (45, [45]), (0, []), (0, [])):
        set_effort(actor=mentor.user, session=session, kind="preparation", on=MONDAY, minutes=minutes)
        assert list(Effort.objects.values_list("minutes", flat=True)) == left


def test_everything_wrong_is_said_at_once(session, mentor):
    with pytest.raises(DomainError) as caught:
        set_effort(actor=mentor.user, session=session, kind="tidur", on=MONDAY + timedelta(days=1), minutes=1441)
    assert [problem.field for problem in caught.value.problems] == ["kind", "on", "minutes"]
    with pytest.raises(DomainError, match="60 hari"):
        set_effort(actor=mentor.user, session=session, kind="contact", on=MONDAY - timedelta(days=61), minutes=5)
    assert Effort.objects.count() == 0


def test_today_is_the_mentors_own(session, mentor, later):
    later(hours=15)  # 23.00 WIB: in Jayapura it is tomorrow already
    with pytest.raises(DomainError):
        set_effort(actor=mentor.user, session=session, kind="contact", on=date(2026, 3, 3), minutes=5)
    mentor.zone = "Asia/Jayapura"
    mentor.save()
    set_effort(actor=mentor.user, session=session, kind="contact", on=date(2026, 3, 3), minutes=5)


def test_another_mentor_logs_nothing(session):
    with pytest.raises(NotAllowed):
        set_effort(actor=MentorFactory().user, session=session, kind="contact", on=MONDAY, minutes=5)
    assert Effort.objects.count() == 0


@pytest.fixture
def month(mentor, member):
    """Two mentors; February's minutes do not count."""
    other = MentorFactory(user__name="=Clara")
    first, second, third = held(mentor, member, days_ago=1), held(mentor, member, days_ago=2), held(other, days_ago=1)
    for session, kind, on, minutes in (
        (first, "preparation", MARCH, 20), (first, "contact", MARCH, 60), (second, "contact", MONDAY, 45),
        (second, "contact", date(2026, 2, 28), 500), (third, "preparation", MARCH, 5),
    ):  # fmt: skip
        set_effort(actor=session.mentor.user, session=session, kind=kind, on=on, minutes=minutes)


def test_a_month_is_summed_for_the_mentor_and_for_all(month, mentor, django_assert_num_queries):
    with django_assert_num_queries(1):
        mine = figures.month_of(mentor, MARCH)
    assert (mine.preparation, mine.contact, mine.total) == (20, 105, 125)
    with django_assert_num_queries(1):
        rows = figures.month_of_all(MARCH)
    assert [(row.name, row.preparation, row.contact) for row in rows] == [
        ("=Clara", 5, 0), ("Dimas Ardiansyah", 20, 105),
    ]  # fmt: skip
    assert figures.total(rows).total == 130


def test_the_files_add_up_and_no_cell_is_run(month, mentor):
    lines = effort_file.of_mentor(mentor, MARCH).splitlines()
    assert lines[0] == "tanggal,usaha,layanan,jenis,menit"
    assert [line.split(",")[0::4] for line in lines[1:]] == [
        ["2026-03-01", "20"], ["2026-03-01", "60"], ["2026-03-02", "45"],
    ]  # fmt: skip
    assert "'=Clara,5,0,5" in effort_file.of_all(MARCH).splitlines()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01", date(2026, 1, 1)),
        ("2026-13", MARCH),
        ("kemarin", MARCH),
        ("1999-01", MARCH),
        ("9999-12", MARCH),
        ("", MARCH),
    ],
)
def test_a_month_is_read_or_it_is_this_one(text, day):
    assert figures.parse_month(text) == day

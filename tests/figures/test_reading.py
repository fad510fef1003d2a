from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache

from mentoring.results.figures import ENOUGH_VIEWS
from rumah.core import clock
from rumah.figures import read
from rumah.figures.definitions import written_into
from rumah.figures.models import DayFigure, RolledDay
from rumah.figures.period import Period, asked, month
from rumah.figures.pooled import ENOUGH_CASES, pool
from rumah.figures.wording import change, worded
from tests.figures.write_definitions import PAGE

NOW = datetime(2026, 3, 20, 3, tzinfo=UTC)


def test_a_period_ends_yesterday_and_has_one_before_it(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    week = asked("7", "")
    assert week == Period(date(2026, 3, 13), date(2026, 3, 19))
    assert week.before == Period(date(2026, 3, 6), date(2026, 3, 12))
    assert asked("8", "") == asked("30", "")
    assert asked("", "2026-02") == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert month(date(2026, 3, 9)).before == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert month(date(2024, 2, 9)).year_ago == Period(date(2023, 2, 1), date(2023, 2, 28))


def test_quantiles_are_by_nearest_rank():
    assert read.quantile({}, 50) is None
    assert read.quantile({3: 1}, 90) == 3
    assert [read.quantile({1: 5, 2: 4, 30: 1}, percent) for percent in (50, 51, 90, 91)] == [1, 2, 2, 30]


@pytest.mark.django_db
def test_flows_add_up_and_stocks_are_those_of_the_last_counted_day(django_assert_max_num_queries):
    for day, value in ((10, 4), (11, 6), (13, 9)):
        RolledDay.objects.create(day=date(2026, 3, day), rolled_at=NOW, is_dirty=False)
        for measure in ("new", "verified"):
            DayFigure.objects.create(
                measure=measure, day=date(2026, 3, day), part="kriya", district_code="35.10.16", value=value
            )
    period = Period(date(2026, 3, 10), date(2026, 3, 12))
    with django_assert_max_num_queries(4):
        found = read.sums(period)
    assert (found.total("new"), found.total("verified"), found.stocks_on) == (10, 6, date(2026, 3, 11))
    assert found.by_part("new") == {"kriya": 10}
    assert read.series(["new"], period) == {"new": [4, 6, 0]}
    with django_assert_max_num_queries(1):
        read.sums(period)
    cache.clear()


def test_words_of_numbers():
    assert worded("minutes", 89) == "1,5 jam"
    assert worded("rupiah", 1_250_000) == "Rp1.250.000"
    assert [change(12, 10), change(9, 10), change(3, 1), change(1, 3), change(5, 5)] == [
        "+20 %", "−10 %", "+2", "−2", "tetap",
    ]  # fmt: skip


def case(before, after, peers=200, views=ENOUGH_VIEWS):
    return [(views, before), (views, after), (views, peers), (views, peers)]


def test_nothing_is_pooled_below_ten_cases_or_with_too_few_views():
    assert pool([case(200, 260)] * (ENOUGH_CASES - 1)).effect is None
    assert pool([case(2, 3, 2, views=98)] * ENOUGH_CASES).effect is None
    assert pool([case(200, 260)] * ENOUGH_CASES).cases == 10


def test_the_pooled_effect_is_that_of_the_sums_and_its_interval_that_of_the_cases():
    same = pool([case(200, 260)] * 10)
    # 204 and 265 orders per 10,000 views: alike in every case, so nothing is unsure.
    assert (same.effect, same.low, same.high) == (61, 61, 61)
    cases = [case(200, 260 + (20 if at % 2 else -20)) for at in range(10)]
    found = pool(cases)
    # Cases differ by ±20/9800: s² = 10/9·20²·10, over 98,000 views, times 2.262: ±15.4 per 10,000.
    assert found.effect == 61
    assert (found.low, found.high) == (46, 76)


def test_the_page_of_definitions_says_what_the_code_counts():
    text = PAGE.read_text(encoding="utf-8")
    assert written_into(text) == text
    with pytest.raises(ValueError, match="has no"):
        written_into("nothing")

from datetime import date, timedelta
from math import sqrt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring.results.figures import (
    ENOUGH_VIEWS,
    WINDOW,
    Comparison,
    Day,
    Sums,
    around_lebaran,
    compare,
    difference,
    is_enough,
    is_steady,
    sums,
    window,
)

LIVE = date(2026, 8, 10)
PRICE = 15_000


def day(offset: int) -> date:
    return LIVE + timedelta(days=offset)


def seen(views: int = 10, **kwargs: object) -> Day:
    return Day(**{"views": views, "lowest": PRICE, "highest": PRICE, **kwargs})


def compared(
    own: dict[date, Day], peers: tuple[dict[date, Day], ...] = (), lebaran: tuple[date, ...] = ()
) -> Comparison:
    return compare(live_on=LIVE, price=PRICE, own=own, peers=peers, lebaran=lebaran)


def test_enough_is_what_the_formula_asks_for_a_rise_from_two_to_two_point_six_percent():
    one, two = 0.020, 0.026
    mean = (one + two) / 2
    spread = 1.959964 * sqrt(2 * mean * (1 - mean)) + 0.841621 * sqrt(one * (1 - one) + two * (1 - two))
    assert round(spread**2 / (two - one) ** 2, -2) == ENOUGH_VIEWS


def test_the_window_is_28_whole_days_on_either_side_of_the_day():
    before, after = window(LIVE)
    assert (before[0], before[-1], len(before)) == (day(-28), day(-1), 28)
    assert (after[0], after[-1], len(after)) == (day(1), day(28), 28)


def test_the_day_it_went_live_and_days_outside_count_nowhere():
    found = compared({day(-29): seen(), day(-28): seen(1), day(0): seen(), day(28): seen(2), day(29): seen()})
    assert (found.before.views, found.after.views) == (1, 2)
    assert (found.before.days, found.after.days) == (28, 28)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (seen(was_out=True), "sold_out"),
        (seen(lowest=PRICE - 1), "price"),
        (seen(highest=PRICE + 1), "price"),
        (seen(lowest=9_000, highest=9_000), "price"),
        (seen(was_out=True, lowest=1), "sold_out"),
    ],
)
def test_a_day_that_was_different_is_left_out_for_one_reason(row, reason):
    found = compared({day(-3): row, day(-2): seen(7), day(4): seen(5)})
    assert dict(found.left_out) == {reason: 1}
    assert (found.before.days, found.before.views, found.after.days, found.after.views) == (27, 7, 28, 5)


def test_a_day_nobody_came_has_no_price_and_counts():
    found = compared({day(1): Day(orders=1, revenue=15_000)})
    assert found.after == Sums(days=28, orders=1, revenue=15_000)
    assert not found.left_out


def test_lebaran_takes_two_weeks_before_and_a_week_after():
    feast = [date(2026, 3, 21), date(2026, 3, 22)]
    around = around_lebaran(feast)
    assert (min(around), max(around), len(around)) == (date(2026, 3, 7), date(2026, 3, 29), 23)
    found = compared({day(1): seen(), day(2): seen(3)}, lebaran=(day(1), day(0)))
    assert (dict(found.left_out), found.after.days, found.after.views) == ({"lebaran": 1}, 27, 3)


def test_peers_are_summed_over_the_products_own_days():
    steady = {day(-3): seen(50), day(-2): seen(5), day(2): seen(8), day(3): seen(100, was_out=True)}
    moved = {day(-2): seen(1000), day(2): seen(1000, lowest=9_000, highest=9_000)}
    found = compared({day(-3): seen(was_out=True)}, peers=(steady, moved))
    assert (found.peers_before.views, found.peers_after.views) == (5, 8)
    assert (found.peers_before.days, found.peers_after.days) == (27, 27)


def test_rates_are_rounded_and_a_difference_needs_enough_on_all_four_sides():
    much = Sums(views=10_000, orders=200)
    more = Sums(views=10_000, orders=260)
    few = Sums(views=9_799, orders=900)
    assert (much.per_ten_thousand, more.per_ten_thousand, Sums().per_ten_thousand) == (200, 260, None)
    assert Sums(views=3, orders=2).per_ten_thousand == 6_667
    assert difference(much, more, much, Sums(views=20_000, orders=420)) == 50
    assert difference(much, few, much, much) is None
    assert difference(much, more, few, much) is None
    assert (is_enough(much, more), is_enough(much, few)) == (True, False)


unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
days = st.dictionaries(
    st.integers(-40, 40).map(day),
    st.builds(
        Day, st.integers(0, 500), st.integers(0, 50), st.integers(0, 20), st.integers(0, 10**7),
        st.sampled_from([0, PRICE, 9_000]), st.sampled_from([0, PRICE, 20_000]), st.booleans(),
    ),
    max_size=20,
)  # fmt: skip
feasts = st.sets(st.integers(-40, 40).map(day))


@unhurried
@given(days, st.lists(days, max_size=3), feasts)
def test_every_day_is_compared_or_left_out_once(own, peers, lebaran):
    found = compared(own, tuple(peers), tuple(lebaran))
    assert found.before.days + found.after.days + found.left_out.total() == 2 * WINDOW
    total = sums(sorted({*window(LIVE)[0], *window(LIVE)[1]}), own)
    assert found.before.views + found.after.views <= total.views
    most = WINDOW * len(peers)
    assert max(found.peers_before.days, found.peers_after.days) <= most


@unhurried
@given(days, feasts)
def test_mirrored_days_give_mirrored_sides(own, lebaran):
    turned = {LIVE - (key - LIVE): row for key, row in own.items()}
    one = compared(own, lebaran=tuple(lebaran))
    two = compared(turned, lebaran=tuple(LIVE - (key - LIVE) for key in lebaran))
    assert (one.before, one.after, one.left_out) == (two.after, two.before, two.left_out)


@unhurried
@given(days)
def test_a_product_is_its_own_best_yardstick(own):
    """Beside itself nothing moved: whatever is kept of the product is kept of the peer, if its price stood still."""
    found = compared(own, peers=(own,))
    if is_steady(own.values()):
        assert (found.before.views, found.after.views) == (found.peers_before.views, found.peers_after.views)
    else:
        assert found.peers_before == Sums()

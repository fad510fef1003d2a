from datetime import date, timedelta

import pytest

from products.readiness.grace import Figure, next_figure

DAY = date(2026, 3, 1)
END = DAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("before", "score", "today", "after"),
    [
        (None, 40, DAY, Figure(40)),
        (Figure(40), 45, DAY, Figure(45)),
        (Figure(40), 40, DAY, Figure(40)),
        (Figure(40), 34, DAY, Figure(40, 34, END)),
        # within the grace nothing falls, whatever is counted
        (Figure(40, 34, END), 34, END - timedelta(days=1), Figure(40, 34, END)),
        (Figure(40, 34, END), 20, DAY, Figure(40, 34, END)),
        (Figure(40, 34, END), 38, DAY, Figure(40, 38, END)),
        (Figure(40, 34, END), 40, DAY, Figure(40)),
        (Figure(40, 34, END), 50, DAY, Figure(50)),
        # when it is over, what was announced counts, and what went further is announced
        (Figure(40, 34, END), 34, END, Figure(34)),
        (Figure(40, 34, END), 36, END, Figure(36)),
        (Figure(40, 34, END), 20, END, Figure(34, 20, END + timedelta(days=30))),
    ],
)
def test_no_figure_falls_without_notice(before: Figure | None, score: int, today: date, after: Figure) -> None:
    assert next_figure(before, score, today) == after

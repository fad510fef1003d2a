from collections.abc import Iterator
from datetime import timedelta

import pytest

from rumah.core import clock, periodic
from rumah.core.models import PeriodicJob

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    seen: list[str] = []
    monkeypatch.setattr(periodic, "_jobs", {})

    @periodic.every(minutes=5)
    def broken() -> None:
        seen.append("broken")
        raise ValueError("always")

    @periodic.every(minutes=5)
    def whole() -> None:
        seen.append("whole")

    return iter([seen])


def test_runs_what_is_due_once_and_survives_a_failure(ran: Iterator[list[str]]) -> None:
    seen = next(ran)
    assert len(periodic.run_due()) == 2
    assert periodic.run_due() == []
    assert seen == ["broken", "whole"]
    assert all(row.due_at > clock.now() + timedelta(minutes=4) for row in PeriodicJob.objects.all())


def test_runs_again_when_the_pause_is_over(ran: Iterator[list[str]]) -> None:
    seen = next(ran)
    periodic.run_due()
    PeriodicJob.objects.filter(name__endswith="whole").update(due_at=clock.now())
    periodic.run_due()
    assert seen == ["broken", "whole", "whole"]

"""Hours by month, and how sessions were found, in numbers that give no single person away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Sum

from mentoring.journal.models import Effort, EffortKind, Satisfaction
from mentoring.journal.satisfy import CHANGEABLE
from mentoring.services.models import Mentor
from rumah.core import clock

POOL = 5
BY_KIND = {
    "preparation": Sum("minutes", filter=Q(kind=EffortKind.PREPARATION), default=0),
    "contact": Sum("minutes", filter=Q(kind=EffortKind.CONTACT), default=0),
}


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of one mentor, or of all, in one month."""

    preparation: int
    contact: int
    name: str = ""

    @property
    def total(self) -> int:
        """Both together."""
        return self.preparation + self.contact


def parse_month(text: str) -> date:
    """Return the first day of `2026-11`, or of this month for anything else."""
    today = clock.today()
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return day if 2000 <= day.year <= today.year + 1 else today.replace(day=1)


def next_month(month: date) -> date:
    """Return the first day of the month after."""
    return (month + timedelta(days=31)).replace(day=1)


def efforts_in(rows: QuerySet[Effort], month: date) -> QuerySet[Effort]:
    """Return the rows of the month."""
    return rows.filter(on__gte=month, on__lt=next_month(month))


def month_of(mentor: Mentor, month: date) -> Minutes:
    """Return the mentor's sums of the month. One query."""
    return Minutes(**efforts_in(mentor.efforts.all(), month).aggregate(**BY_KIND))


def month_of_all(month: date) -> list[Minutes]:
    """Return the sums of every mentor who worked in the month, by name. One query."""
    by_mentor = efforts_in(Effort.objects.all(), month).order_by().values("mentor", "mentor__user__name")
    rows: Any = by_mentor.annotate(**BY_KIND)
    return [
        Minutes(preparation=row["preparation"], contact=row["contact"], name=row["mentor__user__name"])
        for row in rows.order_by("mentor__user__name", "mentor")
    ]


def total(rows: Iterable[Minutes]) -> Minutes:
    """Return the sum over mentors."""
    rows = list(rows)
    return Minutes(sum(row.preparation for row in rows), sum(row.contact for row in rows))


@dataclass(frozen=True, slots=True)
class Pooled:
    """How many answers were pooled and what they add up to."""

    count: int
    score: int

    @property
    def mean(self) -> str:
        """The mean with one decimal, written as here: `4,6`."""
        tenths = (self.score * 20 + self.count) // (self.count * 2)
        return f"{tenths // 10},{tenths % 10}"


def pooled(mentor: Mentor) -> Pooled | None:
    """Return how the mentor's sessions were found, or None while there are fewer than five settled answers.

    Only answers that can no longer change count, the oldest ones, in steps of five: the figure moves with five
    businesses at once, so what one of them said cannot be read from its moving. Two queries.
    """
    settled = mentor.satisfaction.filter(answered_at__lt=clock.now() - CHANGEABLE)
    count = settled.count() // POOL * POOL
    if not count:
        return None
    first = settled.order_by("answered_at", "pk").values("pk")[:count]
    score = Satisfaction.objects.filter(pk__in=first).aggregate(score=Sum("score"))["score"]
    return Pooled(count=count, score=score)

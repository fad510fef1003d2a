"""Reads of readiness: the rubric in force, the newest assessment, the history."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from products.readiness.count import count
from products.readiness.models import Answer, Assessment, Rubric, RubricItem
from products.readiness.states import Group, Level, Result
from rumah.businesses.models import Business
from rumah.core import clock, keyset


@dataclass(frozen=True, slots=True)
class Line:
    """One item with how it stands; `answer` is the owner's own where the item is asked."""

    item: RubricItem
    result: Result
    points: int
    data: dict[str, Any]
    answer: Answer | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to gain here."""
        return self.points == self.item.points

    @property
    def gain(self) -> int:
        """Points still to be had."""
        return self.item.points - self.points


@dataclass(frozen=True, slots=True)
class Report:
    """An assessment with its items; `tasks` are those that still bring points, most first."""

    assessment: Assessment
    lines: list[Line]

    @property
    def groups(self) -> list[tuple[str, int, int, list[Line]]]:
        """Return each group's name, points, points possible, and lines."""
        found = []
        for group in Group:
            lines = [line for line in self.lines if line.item.group == group]
            if lines:
                got, worth = sum(line.points for line in lines), sum(line.item.points for line in lines)
                found.append((str(group.label), got, worth, lines))
        return found

    @property
    def tasks(self) -> list[Line]:
        """Return what still brings points, most first."""
        return sorted((line for line in self.lines if not line.is_done), key=lambda line: -line.gain)

    @property
    def lost(self) -> list[Line]:
        """Return the items that made the figure fall."""
        return [line for line in self.lines if line.item.code in self.assessment.lost and not line.is_done]

    @property
    def next_level(self) -> tuple[int, Level] | None:
        """Return from which score the next level begins, and its name."""
        return self.assessment.rubric.next_level(self.assessment.shown)


def rubric_in_force() -> Rubric | None:
    """Return the newest version that is valid today with its items. Two queries."""
    rows = Rubric.objects.filter(valid_from__lte=clock.today()).order_by("-version")
    return rows.prefetch_related(Prefetch("items", RubricItem.objects.order_by("position"))).first()


def newest(business: Business) -> Assessment | None:
    """Return the newest assessment with its version. One query."""
    return Assessment.objects.filter(business=business).select_related("rubric").order_by("-id").first()


def current(business: Business) -> Assessment | None:
    """Return the newest assessment, or what would be counted now, unsaved, where nothing was yet.

    None before the first version of the rubric is in force.
    """
    found = newest(business)
    if found is not None:
        return found
    rubric = rubric_in_force()
    if rubric is None:
        return None
    made = count(business=business, rubric=rubric)
    return Assessment(
        business=business, rubric=rubric, at=clock.now(), score=made.score, shown=made.score,
        level=rubric.level_of(made.score), results=made.results,
    )  # fmt: skip


def report(assessment: Assessment) -> Report:
    """Return an assessment with the items of its own version and the owner's answers. Two queries."""
    answers = {row.code: row for row in Answer.objects.filter(business=assessment.business_id)}
    lines = []
    for item in assessment.rubric.items.all():
        row = assessment.result_of(item.code)
        lines.append(Line(item, Result(row["result"]), row["points"], row["data"], answers.get(item.code)))
    return Report(assessment, lines)


def history(business: Business, *, cursor: str = "", size: int = 12) -> keyset.Page[Assessment]:
    """Return a page of what was counted, newest first. One query."""
    rows = Assessment.objects.filter(business=business).select_related("rubric").defer("results")
    return keyset.page(rows, order=("-id",), cursor=cursor, size=size)

import hashlib
import json

import pytest
from django.db import DatabaseError, transaction

from mentoring.services.found import SERVICES
from products.readiness import first_version
from products.readiness.found import found
from products.readiness.models import Rubric, RubricItem
from products.readiness.seeing.table import SEES
from products.readiness.states import Group, Level
from rumah.workspace.urls import urlpatterns

# Of what version 1 was counted with. A test that fails here wants a version 2, never another number.
FROZEN = "959aae6eb0b28a0b"


def test_the_first_version_is_the_open_list() -> None:
    points = dict.fromkeys(Group, 0)
    for item in first_version.ITEMS:
        points[item.group] += item.points
    assert [points[group] for group in Group] == [20, 20, 15, 20, 15, 10]
    assert [item.points for item in first_version.ITEMS] == [
        6, 6, 5, 3, 8, 4, 4, 4, 6, 5, 4, 8, 5, 4, 3, 5, 5, 5, 5, 3, 2,
    ]  # fmt: skip


def test_a_version_that_was_counted_with_is_never_changed() -> None:
    words = json.dumps([[*map(list, first_version.LEVELS)], [*map(list, first_version.ITEMS)]], default=str)
    assert hashlib.sha256(words.encode()).hexdigest()[:16] == FROZEN


@pytest.mark.parametrize(
    ("score", "level", "following"),
    [
        (0, Level.PIONEER, 30), (29, Level.PIONEER, 30), (30, Level.MODERN, 50), (49, Level.MODERN, 50),
        (50, Level.DIGITAL, 70), (69, Level.DIGITAL, 70), (70, Level.ONLINE, 85), (84, Level.ONLINE, 85),
        (85, Level.GLOBAL, None), (100, Level.GLOBAL, None),
    ],
)  # fmt: skip
def test_levels(score: int, level: Level, following: int | None) -> None:
    rubric = Rubric(version=1, levels=first_version.LEVELS)
    assert rubric.level_of(score) == level
    assert (rubric.next_level(score) or [None])[0] == following


def test_an_item_is_either_seen_or_asked() -> None:
    asked = {item.code for item in first_version.ITEMS if item.is_asked}
    # The label is read in a place of its own, which gives the owner's answer until products keep the checklist.
    assert {item.code for item in first_version.ITEMS} - asked == set(SEES) - {"label"}


def test_every_item_leads_somewhere_that_exists() -> None:
    pages = {pattern.name for pattern in urlpatterns}
    services = {service.slug for service in SERVICES}
    for item in first_version.ITEMS:
        assert not item.form or item.form in pages
        assert not item.service or item.service in services


@pytest.mark.django_db
def test_found_adds_a_version_once_and_the_database_keeps_it(rubric: Rubric) -> None:
    found()
    assert (Rubric.objects.count(), RubricItem.objects.count()) == (2, 42)
    for change in (
        lambda: RubricItem.objects.filter(code="nib").update(points=99),
        lambda: RubricItem.objects.filter(code="nib").delete(),
        lambda: Rubric.objects.update(levels=[]),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    assert rubric.items.get(code="nib").points == 6

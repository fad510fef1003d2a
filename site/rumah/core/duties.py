"""What waits for a person: each room names its own lists, the staff's first page shows how many are in them.

A room registers a function that returns its duties under the hook `staff_duties`, in its `wagtail_hooks.py`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from wagtail import hooks

from rumah.core.errors import Text

HOOK = "staff_duties"
CAP = 100
Rows = Callable[[], QuerySet[Any] | Sequence[QuerySet[Any]]]


@dataclass(frozen=True, slots=True)
class Duty:
    """One list of what waits. `permission` is what its verbs ask for, as `app_label.codename`.

    `rows` are what is counted (one list, or several that one page shows), at most 101 of them, so an index must lead
    to them; `late` are those of them whose time is over. `url` leads to the list that does the work.
    """

    label: Text
    permission: str
    rows: Rows
    url: Callable[[], str]
    order: int
    late: Rows | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A duty with how much of it there is."""

    label: Text
    url: str
    number: int
    late: int = 0

    @property
    def words(self) -> str:
        """`7`, or `100+`."""
        return in_words(self.number)

    @property
    def late_words(self) -> str:
        """The same of what is late."""
        return in_words(self.late)


def in_words(number: int) -> str:
    """Return a capped count as it is shown."""
    return f"{CAP}+" if number > CAP else str(number)


def capped(rows: QuerySet[Any] | Sequence[QuerySet[Any]]) -> int:
    """Count at most 101 rows, in one query; of several lists together, in one query each until there are so many."""
    if isinstance(rows, QuerySet):
        return rows.order_by()[: CAP + 1].count()
    total = 0
    for one in rows:
        total += capped(one)
        if total > CAP:
            break
    return min(total, CAP + 1)


def duties_of(user: Any) -> list[Counted]:
    """Return what waits for this person, in order: one query a duty, a second where it can be late."""
    found: list[Duty] = [duty for register in _registered() for duty in register()]
    mine = [duty for duty in found if user.has_perm(duty.permission)]
    return [
        Counted(duty.label, duty.url(), capped(duty.rows()), capped(duty.late()) if duty.late else 0)
        for duty in sorted(mine, key=lambda duty: duty.order)
    ]


def _registered() -> Iterable[Callable[[], list[Duty]]]:
    answer: Iterable[Callable[[], list[Duty]]] = hooks.get_hooks(HOOK)
    return answer

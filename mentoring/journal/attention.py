"""What needs a coordinator: sessions without notes, sessions nobody marked, and owners who were not helped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoring.journal.models import Note, Satisfaction
from mentoring.sessions.models import Session, SessionState
from rumah.core import clock, keyset

CAP = 100
# What lies further back is for the yearly report; nobody calls about it any more.
LOOK_BACK = timedelta(days=90)
NO_NOTE_AFTER = timedelta(days=3)
UNMARKED_AFTER = timedelta(days=1)
LOW = 2
NOTES, UNMARKED, UNHAPPY = "catatan", "belum-ditandai", "kurang-puas"
LABELS: dict[str, Promise] = {
    UNMARKED: _("Belum ditandai"),
    NOTES: _("Tanpa catatan"),
    UNHAPPY: _("Kurang puas"),
}
LATEST = ("-starts_at", "-id")
NEWEST = ("-answered_at", "-id")


@dataclass(frozen=True, slots=True)
class Count:
    """One filter with how many it finds; counting stops at a hundred."""

    key: str
    label: Promise
    number: int

    @property
    def words(self) -> str:
        """`7`, or `100+`."""
        return f"{CAP}+" if self.number > CAP else str(self.number)


def counts() -> list[Count]:
    """Return the three counts, in three queries of at most 101 rows."""
    rows: Sequence[tuple[str, QuerySet[Any]]] = (
        (UNMARKED, unmarked()), (NOTES, without_notes()), (UNHAPPY, unhappy()),
    )  # fmt: skip
    return [Count(key, LABELS[key], len(found.values_list("pk")[: CAP + 1])) for key, found in rows]


def unmarked() -> QuerySet[Session]:
    """Return sessions that ended more than a day ago and that nobody marked."""
    now = clock.now()
    return Session.objects.filter(
        state=SessionState.CONFIRMED, ends_at__lt=now - UNMARKED_AFTER, starts_at__gt=now - LOOK_BACK
    )


def without_notes() -> QuerySet[Session]:
    """Return sessions held more than three days ago of which the mentor wrote nothing."""
    now = clock.now()
    held = Session.objects.filter(
        state=SessionState.COMPLETED, ends_at__lt=now - NO_NOTE_AFTER, starts_at__gt=now - LOOK_BACK
    )
    theirs = Note.objects.filter(session=OuterRef("pk"), mentor=OuterRef("mentor"))
    return held.exclude(Exists(theirs.exclude(text="")))


def unhappy() -> QuerySet[Satisfaction]:
    """Return answers of 1 or 2."""
    return Satisfaction.objects.filter(score__lte=LOW, answered_at__gt=clock.now() - LOOK_BACK)


def page_of(key: str, *, cursor: str = "", size: int = 24) -> keyset.Page[Any]:
    """Return a page of sessions, or of answers for `kurang-puas`, newest first. One query."""
    people = ("service", "business", "mentor__user")
    if key == UNHAPPY:
        rows = unhappy().select_related(*(f"session__{name}" for name in people))
        return keyset.page(rows, order=NEWEST, cursor=cursor, size=size)
    found = without_notes() if key == NOTES else unmarked()
    return keyset.page(found.select_related(*people), order=LATEST, cursor=cursor, size=size)

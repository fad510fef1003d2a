"""What the pages of events read, in a bounded number of queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from mentoring.schedule.models import Occurrence
from rumah.content.queries import DEFAULT, called, spoken
from rumah.core import clock, keyset
from rumah.events.models import EventIndexPage, EventPage, Gathering

COMING = 48


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list; `left` is None where nobody registers."""

    title: str
    intro: str
    url: str
    starts_at: datetime
    place: str
    left: int | None


def index() -> EventIndexPage | None:
    """Return the page that introduces the events. One query."""
    return spoken(EventIndexPage.objects.live())


def event(slug: str) -> EventPage | None:
    """Return a published event with `taken`, in the visitor's language where it exists. One query."""
    return spoken(called(_events(), slug))


def event_of(key: UUID) -> EventPage | None:
    """Return the event of a registration, published or not. One query."""
    return spoken(EventPage.objects.filter(translation_key=key))


def coming() -> list[Item]:
    """Return what is still to come, soonest first: events, and workshops of mentoring. Two queries."""
    now = clock.now()
    rows = _once(_events().filter(ends_at__gt=now).order_by("starts_at", "id")[: 2 * COMING])
    return sorted([*map(_item, rows), *_workshops(now)], key=lambda item: item.starts_at)[:COMING]


def past(cursor: str) -> keyset.Page[Item]:
    """Return a page of what is over, newest first. One query."""
    rows = _events().filter(ends_at__lte=clock.now(), locale__language_code=DEFAULT)
    page = keyset.page(rows, order=("-starts_at", "-id"), cursor=cursor)
    return keyset.Page([_item(row) for row in page.rows], page.next_cursor)


def seats_left(page: EventPage) -> int | None:
    """Return how many seats are free; `page` comes from here, with `taken`."""
    return None if page.capacity is None else max(page.capacity - (getattr(page, "taken", None) or 0), 0)


def _events() -> QuerySet[EventPage]:
    taken = Gathering.objects.filter(key=OuterRef("translation_key")).values("taken")
    return EventPage.objects.live().annotate(taken=Subquery(taken[:1])).select_related("locale")  # type: ignore[no-any-return]


def _once(rows: QuerySet[EventPage]) -> list[EventPage]:
    """Return each event once, in the visitor's language where it exists."""
    language, chosen = get_language() or DEFAULT, dict[Any, EventPage]()
    for row in rows:
        code = row.locale.language_code
        if code in {language, DEFAULT} and (row.translation_key not in chosen or code == language):
            chosen[row.translation_key] = row
    return list(chosen.values())


def _item(page: EventPage) -> Item:
    return Item(page.title, page.intro, page.address, page.starts_at, page.place, seats_left(page))


def _workshops(now: datetime) -> list[Item]:
    rows = Occurrence.objects.filter(state=Occurrence.State.OPEN, starts_at__gt=now, service__is_active=True)
    rows = rows.annotate(left=F("seats") - F("seats_taken")).select_related("service", "room")
    english = get_language() == "en"
    return [
        Item(
            title=_topic(row, english=english),
            intro=row.service.summary_en if english else row.service.summary,
            url=f"/pendampingan/{row.service.slug}/", starts_at=row.starts_at,
            place=row.address or (row.room.name if row.room else row.get_place_display()), left=row.left,
        )
        for row in rows.order_by("starts_at", "id")[:COMING]
    ]  # fmt: skip


def _topic(row: Occurrence, *, english: bool) -> str:
    service = row.service.name_en if english else row.service.name
    return (row.topic_en if english else "") or row.topic or service

"""Reading the journal. Every query starts from the mentor or the person; a stranger finds nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Prefetch, QuerySet

from mentoring.journal.models import ActionItem, Effort, NextStep, Note, Satisfaction, SessionLog
from mentoring.journal.satisfy import ASKED_FOR, CHANGEABLE
from mentoring.journal.served import TOGETHER
from mentoring.services.models import Mentor
from mentoring.sessions.models import Session, SessionState
from mentoring.sessions.queries import RELATED
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core import clock, keyset

DUE = ("due_on", "id")


def days(mentor: Mentor, *, ahead: int = 14, size: int = 100) -> list[Session]:
    """Return the mentor's sessions of today and the next days on their own calendar: no cancelled ones, no requests.

    Earliest first, each with `log` joined where it was started. One query.
    """
    zone = ZoneInfo(mentor.zone)
    first = datetime.combine(clock.today(zone), time.min, zone).astimezone(UTC)
    rows = mentor.sessions.filter(starts_at__gte=first, starts_at__lt=first + timedelta(days=ahead))
    return list(
        rows.filter(state__in=TOGETHER).select_related(*RELATED, "log").order_by("starts_at", "pk")[:size]
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Journal:
    """What the journal holds of one session."""

    log: SessionLog | None
    note: Note
    efforts: list[Effort]
    items: list[ActionItem]
    next_step: NextStep | None


def journal_of(session: Session) -> Journal:
    """Return it in five queries, with the note of its present mentor: an empty one of version 0 if there is none."""
    note = session.working_notes.filter(mentor=session.mentor_id).first()
    return Journal(
        log=SessionLog.objects.filter(session=session).first(),
        note=note or Note(session=session, version=0),
        efforts=list(session.efforts.order_by("on", "kind")),
        items=list(session.action_items.order_by(*DUE)),
        next_step=NextStep.objects.filter(session=session).select_related("service").first(),
    )


def earlier(mentor: Mentor, business: Business, *, size: int = 10) -> list[Session]:
    """Return the mentor's sessions with the business, latest first, each with their own `notes`. Two queries."""
    rows = mentor.sessions.filter(business=business, state__in=TOGETHER).select_related("service", "product")
    notes = Prefetch("working_notes", mentor.working_notes.all(), to_attr="notes")
    return list(rows.prefetch_related(notes).order_by("-starts_at", "-pk")[:size])


def open_items_of(business: Business, *, size: int = 20) -> list[ActionItem]:
    """Return what the business has still to do, most urgent first. One query."""
    return list(business.action_items.filter(done_at=None).order_by(*DUE)[:size])


def own_items(user: User, *, cursor: str = "", size: int = 24) -> keyset.Page[ActionItem]:
    """Return what the person's businesses have still to do, most urgent first, with business. One query."""
    return keyset.page(_items(user).filter(done_at=None), order=DUE, cursor=cursor, size=size)


def done_items(user: User, *, size: int = 10) -> list[ActionItem]:
    """Return what was done last, so that a tick can be taken back. One query."""
    return list(_items(user).exclude(done_at=None).order_by("-done_at", "-pk")[:size])


def _items(user: User) -> QuerySet[ActionItem]:
    rows = ActionItem.objects.filter(business__in=user.businesses.order_by().values("pk"))
    return rows.select_related("business", "session__service")


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What the owner finds below a session: what to do, the question, and the suggestion."""

    items: list[ActionItem]
    answer: Satisfaction | None
    may_answer: bool
    next_step: NextStep | None


def afterwards(session: Session) -> Afterwards:
    """Return it for a session that the caller found among the person's own. Three queries."""
    answer = Satisfaction.objects.filter(session=session, business=session.business).first()
    until = answer.answered_at + CHANGEABLE if answer else session.ends_at + ASKED_FOR
    step = NextStep.objects.filter(session=session).select_related("service").first()
    return Afterwards(
        items=list(session.action_items.order_by(F("done_at").asc(nulls_first=True), *DUE)),
        answer=answer,
        may_answer=session.state == SessionState.COMPLETED and clock.now() <= until,
        next_step=step if session.state in TOGETHER else None,
    )


def own_step(user: User, pk: UUID) -> NextStep | None:
    """Return the suggestion after one of the person's own sessions. One query."""
    own = NextStep.objects.filter(session=pk, session__business__in=user.businesses.order_by().values("pk"))
    own = own.filter(session__state__in=TOGETHER)
    return own.select_related("service", "session__mentor", "session__product").first()

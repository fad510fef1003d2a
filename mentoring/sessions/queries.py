"""Reading sessions. Every query starts from the person; a stranger finds nothing."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from mentoring.services.models import Mentor
from mentoring.sessions.models import Answer, Offer, Session, SessionState, Waiting
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core import clock, keyset

RELATED = ("service", "business", "product", "mentor__user", "room", "booked_by", "occurrence")
ORDER = ("-starts_at", "-id")


def sessions_for(user: User) -> QuerySet[Session]:
    """Return the sessions of the businesses the person speaks for."""
    return Session.objects.filter(business__memberships__user=user).select_related(*RELATED)


def own_session(user: User, pk: UUID) -> Session | None:
    """Return one of those sessions. One query."""
    return sessions_for(user).filter(pk=pk).first()


def page_for(user: User, *, cursor: str = "", size: int = 24) -> keyset.Page[Session]:
    """Return a page of them, latest first. One query."""
    return keyset.page(sessions_for(user), order=ORDER, cursor=cursor, size=size)


def sessions_of(business: Business, *, cursor: str = "", size: int = 24) -> keyset.Page[Session]:
    """Return a page of one business's sessions, latest first. One query."""
    return keyset.page(business.sessions.select_related(*RELATED), order=ORDER, cursor=cursor, size=size)


def mentor_session(mentor: Mentor, pk: UUID) -> Session | None:
    """Return one of the mentor's sessions. One query."""
    return mentor.sessions.filter(pk=pk).select_related(*RELATED).first()


def coming(mentor: Mentor, *, size: int = 100) -> list[Session]:
    """Return the mentor's confirmed sessions that have not begun, earliest first. One query."""
    rows = mentor.sessions.filter(state=SessionState.CONFIRMED, starts_at__gt=clock.now())
    return list(rows.select_related(*RELATED).order_by("starts_at", "pk")[:size])


def unmarked(mentor: Mentor, *, size: int = 50) -> list[Session]:
    """Return the mentor's sessions that have begun and wait for a mark, latest first. One query."""
    rows = mentor.sessions.filter(state=SessionState.CONFIRMED, starts_at__lte=clock.now())
    return list(rows.select_related(*RELATED).order_by("-starts_at", "pk")[:size])


def touching(mentor: Mentor, *, starts_at: datetime, ends_at: datetime) -> list[Session]:
    """Return confirmed sessions of the mentor that overlap the stretch; none lasts longer than eight hours."""
    rows = mentor.sessions.filter(
        state=SessionState.CONFIRMED,
        starts_at__lt=ends_at,
        starts_at__gt=starts_at - timedelta(hours=8),
        ends_at__gt=starts_at,
    )
    return list(rows.select_related(*RELATED).order_by("starts_at"))


def series_of(session: Session) -> list[Session]:
    """Return all sessions of its series in order, none for a single one. One query, or none."""
    if session.series is None:
        return []
    return list(Session.objects.filter(series=session.series).order_by("starts_at"))


def waiting_of(user: User) -> list[Waiting]:
    """Return where the person's businesses wait, longest first, each with its `open_offers`. Two queries."""
    live = Offer.objects.filter(state=Offer.State.OPEN, expires_at__gt=clock.now())
    rows = Waiting.objects.filter(business__memberships__user=user, state=Waiting.State.WAITING)
    return list(
        rows.select_related("service", "business").prefetch_related(Prefetch("offers", live, to_attr="open_offers"))
        .order_by("joined_at", "pk")[:50]
    )  # fmt: skip


def own_waiting(user: User, pk: UUID) -> Waiting | None:
    """Return one of those places in line. One query."""
    return Waiting.objects.filter(pk=pk, business__memberships__user=user).first()


def own_offer(user: User, pk: UUID) -> Offer | None:
    """Return an offer to one of the person's businesses. One query."""
    rows = Offer.objects.filter(pk=pk, waiting__business__memberships__user=user)
    return rows.select_related("waiting__service", "waiting__business", "mentor__user").first()


def answer_for(user: User, pk: UUID) -> Answer | None:
    """Return an answer with a file to who speaks for the business, or gives the session. One query."""
    whose = Q(session__business__memberships__user=user) | Q(session__mentor__user=user)
    return Answer.objects.filter(whose, pk=pk).exclude(file="").first()


def requests_of(mentor: Mentor) -> list[Session]:
    """Return the requests the mentor has to answer, most urgent first. One query."""
    rows = mentor.sessions.filter(state=SessionState.REQUESTED, answer_by__gt=clock.now())
    return list(rows.select_related(*RELATED).order_by("answer_by", "starts_at", "pk")[:100])

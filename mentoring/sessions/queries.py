"""Reading sessions. Every query starts from the person; a stranger finds nothing."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from mentoring.services.models import Mentor
from mentoring.sessions.models import Session, SessionState
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core import clock, keyset

RELATED = ("service", "business", "product", "mentor__user", "room", "booked_by")
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

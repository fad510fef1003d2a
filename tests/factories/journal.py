"""Sessions as they are before, at and after their time, made past the booking: for tests of what becomes of them."""

from datetime import datetime, timedelta
from typing import Any

from mentoring.services.models import Mentor
from mentoring.sessions.models import Session, SessionState
from rumah.accounts.models import User
from rumah.businesses.models import Membership
from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory


def meeting(
    mentor: Mentor | None = None, member: Membership | None = None, *, starts_at: datetime | None = None,
    state: str = SessionState.CONFIRMED, minutes: int = 60, **kwargs: Any,
) -> Session:  # fmt: skip
    """A session of an hour that begins now unless told otherwise."""
    member = member or MembershipFactory()
    mentor = mentor or MentorFactory()
    starts_at = starts_at or clock.now()
    return Session.objects.create(
        **{
            "service": kwargs.pop("service", None) or ServiceFactory(for_product=False), "business": member.business,
            "mentor": mentor, "booked_by": member.user, "state": state, "starts_at": starts_at,
            "ends_at": starts_at + timedelta(minutes=minutes), "created_at": clock.now(), "changed_at": clock.now(),
            **kwargs,
        }
    )  # fmt: skip


def held(
    mentor: Mentor | None = None, member: Membership | None = None, *, days_ago: int = 1, **kwargs: Any
) -> Session:
    """A session that was held."""
    start = clock.now() - timedelta(days=days_ago)
    return meeting(mentor, member, starts_at=start, state=SessionState.COMPLETED, **kwargs)


def owner_of(session: Session) -> User:
    """Who booked it."""
    user = session.booked_by
    assert user
    return user

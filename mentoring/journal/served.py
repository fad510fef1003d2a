"""Whom a mentor serves, and how long their papers may be opened. Every query starts from the mentor."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from mentoring.services.models import Mentor
from mentoring.sessions.models import Session, SessionState
from rumah.accounts.models import User
from rumah.businesses.models import Business, Permit
from rumah.core import audit, clock
from rumah.core.errors import NotAllowed
from rumah.core.locking import locked_one

# A month to finish what was begun; who needs the papers for longer has another session.
PAPERS_FOR = timedelta(days=30)
# A request is no session yet, and a cancelled one is none any more.
TOGETHER = (SessionState.CONFIRMED, SessionState.COMPLETED, SessionState.NO_SHOW)


def businesses_served(mentor: Mentor) -> QuerySet[Business]:
    """Return the businesses with which the mentor has or had a session; requests and cancelled ones do not count."""
    sessions = mentor.sessions.filter(state__in=TOGETHER)
    return Business.objects.filter(pk__in=sessions.order_by().values("business"))


def mentors_among(user_ids: Collection[int], business_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return which of these people serves which of these businesses. One query."""
    together = Session.objects.filter(mentor__user__in=user_ids, business__in=business_ids, state__in=TOGETHER)
    return set(together.order_by().values_list("mentor__user", "business").distinct())


def papers_until(mentor: Mentor, business: Business) -> datetime | None:
    """Return the moment until which the mentor may open the business's private files; None for a stranger.

    That is 30 days after the end of their last session together, coming ones included. One query.
    """
    together = mentor.sessions.filter(state__in=TOGETHER, business=business)
    last: datetime | None = together.aggregate(last=Max("ends_at"))["last"]
    return last + PAPERS_FOR if last else None


def open_permit(*, mentor: Mentor, business: Business, pk: int) -> Permit | None:
    """Return a permit whose file the mentor may be handed now, and note that it was; None otherwise."""
    until = papers_until(mentor, business)
    if until is None or clock.now() > until:
        return None
    permit = business.permits.filter(pk=pk).exclude(file="").first()
    if permit:
        audit.record("journal.open_permit", permit, actor=mentor.user, business=business.pk)
    return permit


def locked_own(actor: User, session: Session | UUID) -> Session:
    """Lock the session, starting at its mentor, with what verbs need. Raises NotAllowed for everybody else."""
    pk = session.pk if isinstance(session, Session) else session
    own = Session.objects.filter(mentor__user=actor, pk=pk)
    try:
        return locked_one(own.select_related("service", "business", "product", "mentor__user", "room", "booked_by"))
    except ObjectDoesNotExist:
        raise NotAllowed(_("Hanya pendamping sesi ini yang dapat melakukannya.")) from None

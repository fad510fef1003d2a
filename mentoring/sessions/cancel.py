"""Cancel a session: give its time back, once."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.schedule import cells
from mentoring.sessions import messages
from mentoring.sessions.models import ALLOWED, Session, SessionState
from rumah.accounts.found import COORDINATOR
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.locking import locked_one
from rumah.core.text import clean_line

REASON_LENGTH = 200


@transaction.atomic
def cancel(*, actor: User, session: Session, reason: str = "") -> Session:
    """Cancel a coming session and return it; both sides are told and their calendars cleared.

    A member of the business, the session's mentor and coordinators may. Raises NotAllowed for everyone else, Conflict
    when it is no longer confirmed, and DomainError when it has begun.
    """
    session = locked_one(
        Session.objects.filter(pk=session.pk).select_related(
            "service", "business", "product", "mentor__user", "room", "booked_by"
        )
    )
    if not _may(actor, session):
        raise NotAllowed(_("Anda tidak dapat membatalkan sesi ini."))
    if SessionState.CANCELLED not in ALLOWED[session.state]:
        raise Conflict(_("Sesi ini sudah tidak terjadwal, jadi tidak dapat dibatalkan."))
    if session.starts_at <= clock.now():
        raise DomainError(_("Sesi ini sudah mulai, jadi tidak dapat dibatalkan."))
    session.state, session.cancelled_by = SessionState.CANCELLED, actor
    session.cancel_reason = clean_line(reason)[:REASON_LENGTH]
    session.sequence += 1
    session.changed_at = clock.now()
    session.save(update_fields=["state", "cancelled_by", "cancel_reason", "sequence", "changed_at"])
    cells.release(holder=session.pk)
    audit.record("sessions.cancel", session, actor=actor, reason=session.cancel_reason)
    messages.cancelled(session)
    return session


def _may(actor: User, session: Session) -> bool:
    if session.mentor.user_id == actor.pk or actor.is_superuser:
        return True
    if actor.memberships.filter(business_id=session.business_id).exists():
        return True
    return actor.groups.filter(name=COORDINATOR).exists()

"""Say how a session ended. Only its mentor can, by hand, once it has begun."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.sessions.models import ALLOWED, Session, SessionState
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.locking import locked_one


def complete(*, actor: User, session: Session) -> Session:
    """Mark the session as held. Raises NotAllowed, Conflict or DomainError as `_finish` says."""
    return _finish(actor, session, SessionState.COMPLETED, "sessions.complete")


def no_show(*, actor: User, session: Session) -> Session:
    """Mark that nobody came; the place in the quota stays used. Raises as `_finish` says, Conflict after a check-in."""
    return _finish(actor, session, SessionState.NO_SHOW, "sessions.no_show")


@transaction.atomic
def _finish(actor: User, session: Session, state: SessionState, verb: str) -> Session:
    """Move to `state`; NotAllowed but for its mentor, Conflict when it is not open, DomainError before it began."""
    session = locked_one(Session.objects.filter(pk=session.pk).select_related("mentor"))
    if session.mentor.user_id != actor.pk:
        raise NotAllowed(_("Hanya pendamping sesi ini yang dapat menandainya."))
    if state not in ALLOWED[session.state]:
        raise Conflict(_("Sesi ini sudah ditandai sebelumnya."))
    if session.starts_at > clock.now():
        raise DomainError(_("Sesi ini belum mulai."))
    if state == SessionState.NO_SHOW and session.checked_in_at:
        raise Conflict(_("Kedatangan untuk sesi ini sudah dicatat, jadi tidak dapat ditandai tidak hadir."))
    session.state, session.changed_at = state, clock.now()
    session.save(update_fields=["state", "changed_at"])
    audit.record(verb, session, actor=actor)
    return session

"""Start a session: the mentor says that it has begun."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.journal.models import SessionLog
from mentoring.journal.served import locked_own
from mentoring.sessions.models import Session, SessionState
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError

# People come early.
EARLY = timedelta(minutes=60)


@transaction.atomic
def start(*, actor: User, session: Session) -> SessionLog:
    """Note that the session began now; pressed again, the first moment stands.

    Raises NotAllowed but for its mentor, Conflict when it is no longer confirmed, DomainError more than an hour early.
    """
    session = locked_own(actor, session)
    if log := SessionLog.objects.filter(session=session).first():
        return log
    if session.state != SessionState.CONFIRMED:
        raise Conflict(_("Sesi ini sudah ditandai sebelumnya."))
    if clock.now() < session.starts_at - EARLY:
        raise DomainError(_("Sesi ini baru dapat dimulai satu jam sebelum jadwalnya."))
    log = SessionLog.objects.create(session=session, started_at=clock.now())
    audit.record("journal.start", session, actor=actor)
    return log

"""Finish a session: it is complete, its contact time is kept, and the owner is asked how it was."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from mentoring.journal import messages
from mentoring.journal.effort import put
from mentoring.journal.models import Effort, EffortKind, SessionLog
from mentoring.journal.served import locked_own
from mentoring.schedule.models import Occurrence
from mentoring.sessions.finish import complete
from mentoring.sessions.models import Session
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.locking import locked_one

# Beyond it somebody forgot to press the button, and the booked length is nearer to the truth.
LONGEST = timedelta(hours=8)


@transaction.atomic
def finish(*, actor: User, session: Session) -> Session:
    """Complete the session and return it.

    Minutes from start to now are its contact time, or the booked length where nobody pressed start or forgot to
    finish; the mentor can put them right.

    Raises NotAllowed but for its mentor, Conflict when it is not open, DomainError before its time.
    """
    session = locked_own(actor, session)
    complete(actor=actor, session=session)
    log = SessionLog.objects.filter(session=session).first()
    if log:
        log.finished_at = clock.now()
        log.save(update_fields=["finished_at"])
    day = clock.local(session.starts_at, ZoneInfo(session.mentor.zone)).date()
    if not _is_counted(session, day):
        put(session, kind=EffortKind.CONTACT, on=day, minutes=_minutes(session, log))
    session.refresh_from_db(fields=["state", "changed_at"])
    messages.ask(session)
    return session


def _is_counted(session: Session, day: date) -> bool:
    """Whether its contact time is there: written by hand, or by another seat of the same workshop."""
    counted = Effort.objects.filter(mentor=session.mentor, kind=EffortKind.CONTACT, on=day)
    if session.occurrence_id is None:
        return counted.filter(session=session).exists()
    # Seats are finished one by one, and maybe at once: the workshop's lock puts them in a row.
    locked_one(Occurrence.objects.filter(pk=session.occurrence_id))
    return counted.filter(session__occurrence=session.occurrence_id).exists()


def _minutes(session: Session, log: SessionLog | None) -> int:
    length = session.ends_at - session.starts_at
    if log and log.finished_at and log.finished_at - log.started_at <= LONGEST:
        length = log.finished_at - log.started_at
    return max(1, -(-int(length.total_seconds()) // 60))

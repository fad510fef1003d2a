"""Note that somebody has come: by the code of their session, said or shown as a QR code at the house."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.sessions import rules
from mentoring.sessions.models import CODE_LETTERS, Session, SessionState
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.locking import locked

EARLY = timedelta(hours=2)
# What people type for the letters the code has not.
_READ = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
_REST = 128 - 40


@transaction.atomic
def check_in(*, actor: User, code: str) -> Session:
    """Note the arrival for the session of this code and return it; a second time changes nothing.

    Its mentor and coordinators may, from two hours before it begins until it ends. Raises DomainError (field `code`)
    for a code of no session around now, NotAllowed for others, and Conflict when the session is not open.
    """
    span = _span(code)
    unknown = DomainError(Problem(_("Tidak ada sesi dengan kode ini sekarang. Periksa lagi kodenya."), "code"))
    if span is None:
        raise unknown
    now = clock.now()
    near = Session.objects.filter(id__range=span, starts_at__lte=now + EARLY, ends_at__gt=now)
    rows = locked(near.select_related("service", "business", "mentor__user", "product", "room"))
    if not rows:
        raise unknown
    (session,) = rows
    if not rules.is_house(actor, session.mentor):
        raise NotAllowed(_("Hanya petugas dan pendamping sesi ini yang dapat mencatat kedatangan."))
    if session.state not in {SessionState.CONFIRMED, SessionState.COMPLETED}:
        raise Conflict(_("Sesi ini tidak terjadwal, jadi kedatangan tidak dapat dicatat."))
    if session.checked_in_at is None:
        session.checked_in_at = now
        session.save(update_fields=["checked_in_at"])
        audit.record("sessions.check_in", session, actor=actor)
    return session


def _span(code: str) -> tuple[UUID, UUID] | None:
    """Return the first and the last id whose code this is, or None for what is no code."""
    letters = code.upper().translate(_READ)
    if len(letters) != 8 or any(letter not in CODE_LETTERS for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | CODE_LETTERS.index(letter)
    return UUID(int=number << _REST), UUID(int=(number + 1 << _REST) - 1)

"""Suggest the next session. Nothing is booked: the owner gets a link."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.journal import messages
from mentoring.journal.models import NextStep
from mentoring.journal.served import TOGETHER, locked_own
from mentoring.services.models import Service
from mentoring.sessions.models import Session
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.text import clean_line

LONGEST = 200
AHEAD = timedelta(days=366)


@transaction.atomic
def suggest(*, actor: User, session: Session, service: Service, earliest_on: date, remark: str = "") -> NextStep:
    """Suggest `service` from `earliest_on` (calendar of the house) on; a second suggestion replaces the first.

    The owner is told once of each. Raises NotAllowed but for the session's mentor, Conflict when the session is not to
    be held, DomainError with all that is wrong (fields `service`, `earliest_on`, `remark`).
    """
    session = locked_own(actor, session)
    if session.state not in TOGETHER:
        raise Conflict(_("Sesi ini tidak terjadwal, jadi tidak dapat diberi sesi lanjutan."))
    remark = clean_line(remark)
    problems = []
    if not service.is_active:
        problems.append(Problem(_("Layanan ini sedang tidak dibuka."), "service"))
    if not clock.today() <= earliest_on <= clock.today() + AHEAD:
        problems.append(Problem(_("Pilih tanggal dari hari ini sampai satu tahun ke depan."), "earliest_on"))
    if len(remark) > LONGEST:
        problems.append(Problem(_("Pesan paling panjang 200 huruf."), "remark"))
    if problems:
        raise DomainError(*problems)
    values = {"service": service, "earliest_on": earliest_on, "remark": remark, "suggested_at": clock.now()}
    step, _made = NextStep.objects.update_or_create(session=session, defaults=values)
    audit.record("journal.suggest", session, actor=actor, service=service.slug, earliest_on=earliest_on.isoformat())
    messages.suggested(session, step)
    return step


@transaction.atomic
def take_back(*, actor: User, session: Session) -> None:
    """Take the suggestion back, if there is one. Raises NotAllowed but for the session's mentor."""
    session = locked_own(actor, session)
    gone, _rows = NextStep.objects.filter(session=session).delete()
    if gone:
        audit.record("journal.take_back", session, actor=actor)

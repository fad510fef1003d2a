"""Keep how long a mentor worked for a session: preparation and contact, in minutes, by day."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.journal.models import Effort, EffortKind
from mentoring.journal.served import locked_own
from mentoring.sessions.models import Session
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem

MOST = 1440
# Later nobody remembers, and the month has been reported.
BACK = timedelta(days=60)


@transaction.atomic
def set_effort(*, actor: User, session: Session, kind: str, on: date, minutes: int) -> None:
    """Set the minutes of that kind and day (the mentor's own calendar); 0 takes them away.

    Setting the same again changes nothing. Raises NotAllowed but for the session's mentor, and DomainError with all
    that is wrong (fields `kind`, `on`, `minutes`).
    """
    session = locked_own(actor, session)
    today = clock.today(ZoneInfo(session.mentor.zone))
    problems = []
    if kind not in EffortKind.values:
        problems.append(Problem(_("Pilih persiapan atau bersama pemilik."), "kind"))
    if on > today:
        problems.append(Problem(_("Tanggal kerja belum tiba."), "on"))
    elif on < today - BACK:
        problems.append(Problem(_("Tanggal kerja paling lama 60 hari yang lalu."), "on"))
    if not 0 <= minutes <= MOST:
        problems.append(Problem(_("Isi menit antara 0 dan 1.440."), "minutes"))
    if problems:
        raise DomainError(*problems)
    put(session, kind=kind, on=on, minutes=minutes)
    audit.record("journal.set_effort", session, actor=actor, kind=kind, on=on.isoformat(), minutes=minutes)


def put(session: Session, *, kind: str, on: date, minutes: int) -> None:
    """Write the minutes inside the caller's transaction, who holds the session's lock."""
    row: dict[str, Any] = {"session": session, "mentor": session.mentor, "kind": kind, "on": on}
    if minutes:
        Effort.objects.update_or_create(**row, defaults={"minutes": minutes, "logged_at": clock.now()})
    else:
        Effort.objects.filter(**row).delete()

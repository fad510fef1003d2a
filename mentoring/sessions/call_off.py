"""Call off a workshop: every seat is given back, everybody is told, and its time is free again."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.schedule import cells
from mentoring.schedule.models import Occurrence
from mentoring.sessions import offers
from mentoring.sessions.cancel import RELATED, close
from mentoring.sessions.models import Offer, Session
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.text import clean_line


@transaction.atomic
def call_off(*, actor: User, workshop: Occurrence, reason: str) -> int:
    """Call off a workshop that has not begun and return how many participants lost it; a second call gives 0.

    It costs nobody quota, and nobody who waits is offered its seats. Raises DomainError without a reason, which the
    participants read, or when it has begun.
    """
    row, seated = offers.locked_workshop(workshop)
    if row.state == Occurrence.State.CANCELLED:
        return 0
    problems = []
    if not clean_line(reason):
        problems.append(Problem(_("Tulis alasannya; peserta membacanya."), "reason", "required"))
    if row.starts_at <= clock.now():
        problems.append(Problem(_("Lokakarya ini sudah mulai, jadi tidak dapat dibatalkan."), None, "begun"))
    if problems:
        raise DomainError(*problems)
    # First, so that neither a seat nor an offer given back below goes to the next who waits.
    row.state, row.changed_at = Occurrence.State.CANCELLED, clock.now()
    row.save(update_fields=["state", "changed_at"])
    for offer in Offer.objects.filter(occurrence=row, state=Offer.State.OPEN):
        offers.end(offer, Offer.State.DECLINED, actor=actor)
    for session in Session.objects.filter(pk__in=seated).select_related(*RELATED, "occurrence__service"):
        close(session, actor=actor, reason=reason, is_free=False)
    cells.release(holder=row.pk)
    audit.record("sessions.call_off", row, actor=actor, participants=len(seated))
    return len(seated)

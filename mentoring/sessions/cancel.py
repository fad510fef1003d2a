"""Cancel a session: give its time back, once, and offer it to somebody who waits."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.schedule import cells
from mentoring.sessions import first_timers, messages, offers, quota, rules
from mentoring.sessions.models import ALLOWED, Session, SessionState
from mentoring.sessions.seats import give_seat_back
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.locking import locked_one
from rumah.core.text import clean_line

REASON_LENGTH = 200
RELATED = ("service", "business", "product", "mentor__user", "room", "booked_by", "occurrence")


@transaction.atomic
def cancel(*, actor: User, session: Session, reason: str = "") -> Session:
    """Cancel a coming session and return it; both sides are told and their calendars cleared.

    A member of the business, the session's mentor and coordinators may. A member who cancels later than the service's
    notice has used the place in the quota; a cancellation by the house never costs one. Raises NotAllowed for
    everyone else, Conflict when it is no longer open, and DomainError when it has begun.
    """
    session = locked_one(Session.objects.filter(pk=session.pk).select_related(*RELATED))
    by_house = rules.is_house(actor, session.mentor)
    if not by_house and not rules.is_member(actor, session.business_id):
        raise NotAllowed(_("Anda tidak dapat membatalkan sesi ini."))
    if SessionState.CANCELLED not in ALLOWED[session.state]:
        raise Conflict(_("Sesi ini sudah tidak terjadwal, jadi tidak dapat dibatalkan."))
    if session.starts_at <= clock.now():
        raise DomainError(_("Sesi ini sudah mulai, jadi tidak dapat dibatalkan."))
    close(session, actor=actor, reason=reason, costs=not by_house and is_late(session))
    return session


def is_late(session: Session) -> bool:
    """Whether its business can no longer cancel without using its place in the quota."""
    notice = timedelta(hours=session.service.cancel_notice)
    return session.state == SessionState.CONFIRMED and session.starts_at - clock.now() < notice


def close(
    session: Session, *, actor: User | None, reason: str, costs: bool = False, is_free: bool = True
) -> None:  # fmt: skip
    """Set a locked session (with `RELATED`) cancelled, in the caller's transaction; without `costs` quota goes back.

    Its time goes to who waits, unless it is not free: a mentor who cannot give it cannot give it to others.
    """
    session.state, session.cancelled_by = SessionState.CANCELLED, actor
    session.cancel_reason = clean_line(reason)[:REASON_LENGTH]
    session.sequence += 1
    session.changed_at = clock.now()
    if not costs:
        quota.give_back(session)
    first_timers.give_back(session)
    session.save(
        update_fields=[
            "state", "cancelled_by", "cancel_reason", "sequence", "changed_at", "quota_quarter", "first_timer_day",
        ]
    )  # fmt: skip
    cells.release(holder=session.pk)
    audit.record("sessions.cancel", session, actor=actor, reason=session.cancel_reason, costs=costs)
    messages.cancelled(session)
    if session.occurrence:
        if not offers.offer_seat(session.occurrence):
            give_seat_back(session.occurrence)
    elif is_free:
        offers.offer_time(session.service, offers.Freed.of(session))

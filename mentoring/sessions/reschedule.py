"""Move a session to another time, in one transaction: it never has two times, and never none."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.schedule import cells
from mentoring.schedule.calendar import Wish
from mentoring.schedule.models import Occurrence
from mentoring.services.models import Mentor, Place
from mentoring.sessions import claiming, first_timers, messages, offers, quota, rules, seats
from mentoring.sessions.cancel import RELATED, is_late
from mentoring.sessions.models import Session, SessionState
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.locking import locked, locked_one


@transaction.atomic
def reschedule(*, actor: User, session: Session, starts_at: datetime, mentor: Mentor | None = None) -> Session:
    """Move a confirmed session that has not begun to `starts_at` and return it; both sides are told.

    Its own mentor is tried first, unless `mentor` names another; then whoever is free. A member of the business may
    move it as often as the service allows, and not later than its notice for cancelling; the house (its mentor,
    coordinators) as often as it must. Raises NotAllowed for others, Conflict for a session no longer open, a time no
    longer free (code `taken`), a quota (`quota`), a cap reached (`moves`), and DomainError when it is too late.
    """
    rules.lock_business(session.business_id)
    session = locked_one(Session.objects.filter(pk=session.pk).select_related(*RELATED))
    by_house = rules.is_house(actor, session.mentor)
    if not by_house and not rules.is_member(actor, session.business_id):
        raise NotAllowed(_("Anda tidak dapat memindahkan sesi ini."))
    _refuse(session, starts_at, by_house=by_house)
    old, old_seat, old_mentor = offers.Freed.of(session), session.occurrence, session.mentor
    # The later ones of a series have no place of their own to move.
    counts = session.series is None or session.first_timer_day is not None
    quota.give_back(session)
    first_timers.give_back(session)
    cells.release(holder=session.pk)
    _take(session, starts_at, mentor)
    if counts:
        session.first_timer_day = first_timers.take(
            business=session.business, service=session.service, starts_at=starts_at, moving=session
        )  # fmt: skip
    session.quota_quarter = quota.take(business=session.business, service=session.service, starts_at=starts_at)
    session.sequence += 1
    session.moves += 0 if by_house else 1
    session.changed_at = clock.now()
    session.save()
    audit.record(
        "sessions.reschedule", session, actor=actor, by_house=by_house,
        was=old.starts_at.isoformat(), starts_at=starts_at.isoformat(),
    )  # fmt: skip
    messages.moved(session, was=old.starts_at, left=old_mentor if old_mentor != session.mentor else None)
    if old_seat:
        if not offers.offer_seat(old_seat):
            seats.give_seat_back(old_seat)
    else:
        offers.offer_time(session.service, old)
    return session


def _refuse(session: Session, starts_at: datetime, *, by_house: bool) -> None:
    if session.state != SessionState.CONFIRMED:
        raise Conflict(_("Sesi ini sudah tidak terjadwal, jadi tidak dapat dipindahkan."))
    if session.starts_at <= clock.now():
        raise DomainError(_("Sesi ini sudah mulai, jadi tidak dapat dipindahkan."))
    if session.starts_at == starts_at and not by_house:
        raise DomainError(Problem(_("Sesi ini memang pada jadwal itu. Pilih jadwal lain."), "start"))
    if by_house:
        return
    if session.moves >= session.service.reschedule_cap:
        text = _("Sesi ini sudah dipindahkan %(number)s kali; itu paling banyak. Anda masih dapat membatalkan.")
        raise Conflict(Problem(text % {"number": session.moves}, "start", "moves"))
    if is_late(session):
        text = _("Jadwal hanya dapat dipindahkan paling lambat %(hours)s jam sebelumnya. Hubungi pendamping Anda.")
        raise DomainError(Problem(text % {"hours": session.service.cancel_notice}, "start", "late"))


def _take(session: Session, starts_at: datetime, mentor: Mentor | None) -> None:
    """Take the new time, with its own time given back already: half an hour later overlaps it."""
    service = session.service
    if service.seats > 1:
        # Locked in the order of their keys: two owners who change places would wait for each other.
        locked(Occurrence.objects.filter(service=service, starts_at__in={session.starts_at, starts_at}))
        session.occurrence = seats.take_seat(service=service, starts_at=starts_at, mentor=mentor)
        session.mentor, session.room = session.occurrence.mentor, session.occurrence.room
        session.starts_at, session.ends_at = starts_at, session.occurrence.ends_at
        claiming.claim_own_time(session, starts_at, session.ends_at)
        return
    district = session.business.district_code if session.place == Place.VISIT else ""
    given = claiming.claim(
        service=service, starts=[starts_at], holders=[session.pk], mentor=mentor, business=session.business_id,
        wish=Wish(place=session.place, district=district, single=True), first_choice=session.mentor_id,
    )  # fmt: skip
    session.mentor, session.room_id = given.mentor, given.rooms[0]
    session.starts_at, session.ends_at = starts_at, starts_at + timedelta(minutes=service.duration)

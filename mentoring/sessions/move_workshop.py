"""Move a workshop to another time: everybody who has a seat moves with it, and is told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.schedule import cells
from mentoring.schedule.calendar import HOUSE
from mentoring.schedule.models import Occurrence
from mentoring.sessions import claiming, first_timers, messages, offers
from mentoring.sessions.cancel import RELATED, close
from mentoring.sessions.models import Offer, Session
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem


@transaction.atomic
def move_workshop(*, actor: User, workshop: Occurrence, starts_at: datetime) -> tuple[int, int]:
    """Move an open workshop to `starts_at` (aware) and return how many participants move along, and how many cannot.

    Mentor and room stay. A business that has another session then loses its seat as by a cancellation of the house:
    it costs nothing. What a participant has used of a quota stays used in the quarter it was booked for. Raises
    DomainError for a workshop that has begun or a time that has passed, is no quarter-hour or the same, and Conflict
    for one called off or (code `taken`) when mentor or room have something else then.
    """
    row, seated = offers.locked_workshop(workshop)
    _refuse(row, starts_at)
    offered = list(Offer.objects.filter(occurrence=row, state=Offer.State.OPEN))
    was, length = row.starts_at, row.ends_at - row.starts_at
    _take(row, starts_at)
    row.starts_at, row.ends_at, row.changed_at = starts_at, starts_at + length, clock.now()
    row.save(update_fields=["starts_at", "ends_at", "changed_at"])
    rows = Session.objects.filter(pk__in=seated).select_related(*RELATED, "occurrence__service").order_by("pk")
    along = sum(_moves(session, row, was, actor) for session in rows)
    # What was offered was the old time; whoever waits is offered the seat at the new one.
    for offer in offered:
        offers.end(offer, Offer.State.DECLINED, actor=actor)
    audit.record(
        "sessions.move_workshop", row, actor=actor, was=was.isoformat(), starts_at=starts_at.isoformat(),
        along=along, lost=len(seated) - along,
    )  # fmt: skip
    return along, len(seated) - along


def _refuse(row: Occurrence, starts_at: datetime) -> None:
    now = clock.now()
    if row.state != Occurrence.State.OPEN:
        raise Conflict(_("Lokakarya ini sudah dibatalkan."))
    if row.starts_at <= now:
        raise DomainError(Problem(_("Lokakarya ini sudah mulai, jadi tidak dapat dipindahkan."), None, "begun"))
    if starts_at <= now:
        raise DomainError(Problem(_("Waktu ini sudah lewat."), "starts_at", "past"))
    if int(starts_at.timestamp()) % cells.SECONDS:
        raise DomainError(Problem(_("Pakai kelipatan 15 menit, misalnya 08.15 atau 08.30."), "starts_at"))
    if row.starts_at == starts_at:
        raise DomainError(Problem(_("Lokakarya ini memang pada jadwal itu. Pilih jadwal lain."), "starts_at"))


def _take(row: Occurrence, starts_at: datetime) -> None:
    """Take the new time of mentor and room, with the old one given back already: an hour later overlaps it."""
    resources = [cells.mentor_resource(row.mentor_id)]
    if row.room_id:
        resources.append(cells.room_resource(row.room_id))
    begins, ends = claiming.stretch(row.service, starts_at)
    cells.release(holder=row.pk)
    if not cells.free_claim(resources=resources, starts_at=begins, ends_at=ends, holder=row.pk):
        raise Conflict(Problem(_("Pendamping atau ruang ini sudah terpakai pada jam itu."), "starts_at", "taken"))


def _moves(session: Session, row: Occurrence, was: datetime, actor: User) -> bool:
    """Move a participant along and tell them; False when their business has something else, and the seat is free."""
    cells.release(holder=session.pk)
    try:
        claiming.claim_own_time(session, row.starts_at, row.ends_at)
    except Conflict:
        reason = _("Lokakarya pindah ke waktu saat usaha Anda sudah punya sesi lain.")
        close(session, actor=actor, reason=reason, is_free=False)
        return False
    session.starts_at, session.ends_at = row.starts_at, row.ends_at
    _carry_place(session)
    session.sequence += 1
    session.changed_at = row.changed_at
    session.save(update_fields=["starts_at", "ends_at", "first_timer_day", "sequence", "changed_at"])
    messages.moved(session, was=was, left=None)
    return True


def _carry_place(session: Session) -> None:
    """Let a known business's place count for the new day; it has its seat already and cannot be refused."""
    if session.first_timer_day:
        day = clock.local(session.starts_at, HOUSE).date()
        first_timers.give_back(session)
        session.first_timer_day = first_timers.count(session.service, day)

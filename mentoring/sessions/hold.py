"""Keep a slot for a person while their form is open: five minutes, then it is free again by itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentoring.schedule import cells
from mentoring.schedule.calendar import Wish
from mentoring.schedule.models import Cell
from mentoring.services.models import Mentor, Service
from mentoring.sessions import claiming
from mentoring.sessions.claiming import Claimed
from mentoring.sessions.models import Hold, Offer, Session
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.errors import Conflict
from rumah.core.locking import locked

MINUTES = 5


@transaction.atomic
def hold(
    *, actor: User, service: Service, starts_at: datetime, mentor: Mentor | None = None, place: str = ""
) -> Hold:  # fmt: skip
    """Hold the slot (all of a series) for the actor and return the hold; one they had of this service is let go.

    Asking again for the slot one holds changes nothing: pressing reload must not keep it for ever. Raises Conflict
    (code `taken`) when the slot is not free.
    """
    own = Hold.objects.filter(held_by=actor, service=service)
    place = place or service.place
    for old in locked(own):
        same = old.starts_at == starts_at and old.place == place and mentor in {None, old.mentor}
        if same and old.expires_at > clock.now():
            return old
        cells.release(holder=old.pk)
        old.delete()
    new = Hold(held_by=actor, service=service, starts_at=starts_at, place=place)
    new.expires_at = clock.now() + timedelta(minutes=MINUTES)
    starts = claiming.series_starts(service, starts_at)
    given = claiming.claim(
        service=service, starts=starts, holders=[new.pk] * len(starts), mentor=mentor, wish=Wish(place=place),
        expires_at=new.expires_at,
    )  # fmt: skip
    new.mentor, new.room_id = given.mentor, given.rooms[0]
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Anda baru saja membuka jadwal lain dari layanan ini. Coba lagi.")) from error
    return new


@transaction.atomic
def let_go(*, actor: User, service: Service) -> None:
    """Free what the actor holds of the service; nothing held is nothing done."""
    for row in locked(Hold.objects.filter(held_by=actor, service=service)):
        cells.release(holder=row.pk)
        row.delete()


@transaction.atomic
def sweep(*, size: int = 200) -> int:
    """Delete holds that have ended and return how many; what they held was free from that moment on."""
    due = Hold.objects.filter(expires_at__lte=clock.now()).order_by("expires_at")
    ended = locked(Hold.objects.filter(pk__in=list(due.values_list("pk", flat=True)[:size])))
    for row in ended:
        cells.release(holder=row.pk)
        row.delete()
    return len(ended)


def take_over(rows: Sequence[Session], *, mentor: Mentor | None, offer: Offer | None) -> Claimed | None:
    """Make the time that is kept for the booking its own; None when nothing is, or no longer.

    Runs in the caller's transaction. Raises Conflict (code `busy`) when the business itself has no time then.
    """
    first = rows[0]
    kept = offer or _held(first)
    if kept is None or (mentor and mentor != kept.mentor) or kept.place != first.place:
        return None
    # An offer has taken the business's own time as well.
    resources = (2 if kept.room_id else 1) + (1 if offer else 0)
    for row in rows:
        begins, ends = claiming.stretch(row.service, row.starts_at)
        wanted = resources * len(cells.quarters(begins, ends))
        if cells.hand_over(holder=kept.pk, to=row.pk, starts_at=begins, ends_at=ends) < wanted:
            # It had ended, and somebody was there: what is left of it is of no use.
            for one in (kept, *rows):
                cells.release(holder=one.pk)
            return None
        if offer is None:
            claiming.claim_own_time(row, begins, ends)
    if isinstance(kept, Hold):
        kept.delete()
    rooms = [kept.room_id, *(_room_of(row) for row in rows[1:])]
    return Claimed(kept.mentor, rooms)


def _held(session: Session) -> Hold | None:
    """Return what the person's open form holds, locked: hold first, cells second, as everybody does."""
    mine = Hold.objects.filter(held_by=session.booked_by, service=session.service, starts_at=session.starts_at)
    return next(iter(locked(mine.select_related("mentor__user"))), None)


def _room_of(session: Session) -> int | None:
    names = Cell.objects.filter(holder=session.pk, resource__startswith="r").values_list("resource", flat=True)
    name = names.first()
    return int(name[1:]) if name else None

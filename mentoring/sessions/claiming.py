"""Find a mentor and a room for the wanted times and take their quarter-hours: all of them, or none."""

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from mentoring.schedule import calendar, caps, cells, masks
from mentoring.schedule.assign import Candidate, ranked
from mentoring.schedule.calendar import HOUSE, Wish
from mentoring.schedule.models import Cell
from mentoring.services.models import Mentor, Service
from mentoring.sessions.models import Session, SessionState
from rumah.core import clock
from rumah.core.errors import Conflict, Problem

# Idleness is looked for this far back: an index range instead of a mentor's whole past.
PAST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who gives the sessions (with `user`), and the room of each, None where no room is needed."""

    mentor: Mentor
    rooms: list[int | None]


def series_starts(service: Service, starts_at: datetime) -> list[datetime]:
    """Return when each session of a booking begins: one, or a whole series at the service's rhythm."""
    rhythm = timedelta(days=service.series_rhythm)
    return [starts_at + rhythm * turn for turn in range(service.series_length)]


def stretch(service: Service, starts_at: datetime) -> tuple[datetime, datetime]:
    """Return from when to when a session takes its mentor's time, preparation and pause included."""
    minutes = service.duration + service.buffer_after
    return starts_at - timedelta(minutes=service.buffer_before), starts_at + timedelta(minutes=minutes)


def claim(
    *, service: Service, starts: Sequence[datetime], holders: Sequence[UUID], mentor: Mentor | None = None,
    business: int | None = None, wish: Wish = calendar.ANY, expires_at: datetime | None = None,
    first_choice: int | None = None, without: Collection[int] = (),
) -> Claimed:  # fmt: skip
    """Take every start for one and the same mentor, with a room each and the business's own time if it is given.

    Without `mentor` the least loaded free one is tried first (or `first_choice`, an id), then the next, and none of
    the ids `without`. Raises Conflict with code `taken` when nobody is free, `busy` when the business itself is not.
    """
    people, rooms = _offered(service, starts, mentor, wish)
    for person in _by_load([pk for pk in people if pk not in without], first_choice):
        own = [cells.mentor_resource(person.pk), *([cells.business_resource(business)] if business else [])]
        is_capped = person.weekly_cap is not None or person.daily_cap is not None
        given: list[int | None] = []
        try:
            # Whatever was taken before a later session, or the mentor's cap, said no goes back at once.
            with transaction.atomic() if is_capped or len(starts) > 1 else nullcontext():
                for start, holder, choice in zip(starts, holders, rooms, strict=True):
                    given.append(
                        _take(service=service, start=start, holder=holder, own=own, rooms=choice, expires_at=expires_at)
                    )
                    if is_capped:
                        begins, ends = stretch(service, start)
                        caps.keep(mentor=person.pk, starts_at=begins, ends_at=ends)
        except Conflict:
            continue
        return Claimed(person, given)
    if business:
        for start in starts:
            refuse_busy(service, start, business)
    raise cells.taken()


def _take(
    *, service: Service, start: datetime, holder: UUID, own: list[str], rooms: Sequence[int | None],
    expires_at: datetime | None,
) -> int | None:  # fmt: skip
    """Take one session's time with the first room that can be had, and return the room. Raises Conflict."""
    begins, ends = stretch(service, start)
    for room in rooms:
        names = [*own, cells.room_resource(room)] if room else own
        if cells.free_claim(resources=names, starts_at=begins, ends_at=ends, holder=holder, expires_at=expires_at):
            return room
    raise cells.taken()


def refuse_busy(service: Service, start: datetime, business: int) -> None:
    """Raise Conflict (code `busy`) when the business has something else at that time."""
    live = Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now())
    quarters = cells.quarters(*stretch(service, start))
    if Cell.objects.filter(live, resource=cells.business_resource(business), starts_at__in=quarters).exists():
        raise busy()


def busy() -> Conflict:
    """Return the answer for a time at which the business is somewhere else."""
    return Conflict(Problem(_("Usaha Anda sudah punya sesi lain pada jam itu. Pilih jam lain."), "start", "busy"))


def _offered(
    service: Service, starts: Sequence[datetime], mentor: Mentor | None, wish: Wish
) -> tuple[list[int], list[Sequence[int | None]]]:
    """Return the ids of the mentors free at every start, and the rooms free at each."""
    day = clock.local(starts[0], HOUSE).date()
    plan = calendar.read(service=service, first=day, last=day, mentor=mentor.pk if mentor else None, wish=wish)
    bits = [masks.of_moment(start) - plan.base for start in starts]
    if bits[0] < 0 or any(start != masks.to_moment(plan.base + bit) for start, bit in zip(starts, bits, strict=True)):
        return [], []
    people = [pk for pk, mask in plan.mentor_starts().items() if mask >> bits[0] & 1]
    if not plan.rooms:
        return people, [(None,)] * len(starts)
    return people, [[pk for pk, mask in plan.rooms.items() if mask >> bit & 1] for bit in bits]


def _by_load(ids: list[int], first_choice: int | None) -> list[Mentor]:
    """Return the mentors in the order they are asked, each with `user`: `first_choice`, then as work is shared."""
    people = {mentor.pk: mentor for mentor in Mentor.objects.select_related("user").filter(pk__in=ids)} if ids else {}
    if len(people) < 2:
        return list(people.values())
    now = clock.now()
    recent = Session.objects.filter(mentor__in=ids, starts_at__gt=now - PAST).exclude(state=SessionState.CANCELLED)
    rows = recent.order_by().values_list("mentor").annotate(
        coming=Count("pk", filter=Q(starts_at__gt=now)), last=Max("starts_at")
    )  # fmt: skip
    loads = {pk: (coming, last) for pk, coming, last in rows}
    order = ranked(
        Candidate(pk, coming, person.share, last)
        for pk, person in people.items()
        for coming, last in [loads.get(pk, (0, None))]
    )
    return [people[pk] for pk in sorted(order, key=lambda pk: pk != first_choice)]


def claim_own_time(session: Session, begins: datetime, ends: datetime) -> None:
    """Take the business's time beside a mentor's and a room's that are taken already. Raises Conflict (`busy`)."""
    own = [cells.business_resource(session.business_id)]
    if not cells.free_claim(resources=own, starts_at=begins, ends_at=ends, holder=session.pk):
        raise busy()


def keep_until(session: Session, expires_at: datetime | None) -> None:
    """Let the session's claim end then, or never. Raises Conflict (`taken`) when it had ended and part of it is gone.

    The business's own time may still be there when the mentor's is not: only the whole counts.
    """
    wanted = (3 if session.room_id else 2) * len(cells.quarters(*stretch(session.service, session.starts_at)))
    if cells.keep(holder=session.pk, expires_at=expires_at) < wanted:
        raise cells.taken()

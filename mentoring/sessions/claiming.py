"""Find a mentor and a room for the wanted times and take their quarter-hours: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from mentoring.schedule import calendar, cells, masks
from mentoring.schedule.calendar import HOUSE, Wish
from mentoring.schedule.models import Cell
from mentoring.services.models import Mentor, Service
from mentoring.sessions.models import OPEN, Session
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
    first_choice: int | None = None,
) -> Claimed:  # fmt: skip
    """Take every start for one and the same mentor, with a room each and the business's own time if it is given.

    Without `mentor` the least loaded free one is tried first (or `first_choice`, an id), then the next. Raises
    Conflict with code `taken` when nobody is free, `busy` when the business itself is not.
    """
    people, rooms = _offered(service, starts, mentor, wish)
    for person in _by_load(people, first_choice):
        given: list[int | None] = []
        for start, holder, choice in zip(starts, holders, rooms, strict=True):
            resources = [cells.mentor_resource(person.pk)]
            if business:
                resources.append(cells.business_resource(business))
            took, room = _take(service, start, holder, resources, choice, expires_at)
            if not took:
                for one in holders[: len(given)]:
                    cells.release(holder=one)
                break
            given.append(room)
        else:
            return Claimed(person, given)
    if business:
        for start in starts:
            refuse_busy(service, start, business)
    raise cells.taken()


def _take(
    service: Service, start: datetime, holder: UUID, resources: list[str], rooms: Sequence[int | None],
    expires_at: datetime | None,
) -> tuple[bool, int | None]:  # fmt: skip
    begins, ends = stretch(service, start)
    for room in rooms:
        names = [*resources, cells.room_resource(room)] if room else resources
        if cells.free_claim(resources=names, starts_at=begins, ends_at=ends, holder=holder, expires_at=expires_at):
            return True, room
    return False, None


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
    """Return the mentors in the order they are asked: fewest coming sessions for their share, then longest idle."""
    people = {mentor.pk: mentor for mentor in Mentor.objects.select_related("user").filter(pk__in=ids)} if ids else {}
    if len(people) < 2:
        return list(people.values())
    now = clock.now()
    recent = Session.objects.filter(mentor__in=ids, starts_at__gt=now - PAST, state__in=(*OPEN, "completed"))
    rows = recent.order_by().values_list("mentor").annotate(
        coming=Count("pk", filter=Q(starts_at__gt=now)), last=Max("starts_at")
    )  # fmt: skip
    loads = {pk: (coming, last) for pk, coming, last in rows}
    never = now - PAST

    def rank(mentor: Mentor) -> tuple[bool, float, datetime, int]:
        coming, last = loads.get(mentor.pk, (0, never))
        return mentor.pk != first_choice, coming / mentor.share, last, mentor.pk

    return sorted(people.values(), key=rank)


def claim_own_time(session: Session, begins: datetime, ends: datetime) -> None:
    """Take the business's time beside a mentor's and a room's that are taken already. Raises Conflict (`busy`)."""
    own = [cells.business_resource(session.business_id)]
    if not cells.free_claim(resources=own, starts_at=begins, ends_at=ends, holder=session.pk):
        raise busy()


def keep_until(session: Session, expires_at: datetime | None) -> int:
    """Let the session's claim end then, or never; return how many quarter-hours it still has."""
    return cells.keep(holder=session.pk, expires_at=expires_at)

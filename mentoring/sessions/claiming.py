"""Find a mentor and a room for the wanted times and take their quarter-hours: all of them, or none."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from mentoring.schedule import calendar, caps, cells, masks
from mentoring.schedule.assign import Candidate, ranked
from mentoring.schedule.calendar import HOUSE, Wish
from mentoring.schedule.models import Cell
from mentoring.schedule.working import Worker
from mentoring.services.models import Mentor, Service
from mentoring.sessions.models import Session, SessionState
from rumah.core import clock
from rumah.core.errors import Conflict, Problem
from rumah.core.prepared import Prepared

# Idleness is looked for this far back: an index range instead of a mentor's whole past.
PAST = timedelta(days=90)
# Asked at every booking: put together by Django it costs more than everything it decides.
PERSON = Prepared(lambda pk: Mentor.objects.filter(pk=pk).select_related("user"))
_LOADS = """
SELECT mentor_id, SUM(CASE WHEN starts_at > %s THEN 1 ELSE 0 END), MAX(starts_at) FROM {table}
WHERE mentor_id IN ({mentors}) AND starts_at > %s AND state <> %s GROUP BY mentor_id
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who gives the sessions (with `user`), and the room of each, None where no room is needed; names if known."""

    mentor: Mentor
    rooms: list[int | None]
    room_names: Mapping[int, str] = field(default_factory=dict)


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
    turns = _in_turn(service, mentor, wish, first_choice)
    for some in _slices([one for one in turns if one.pk not in without]):
        people, rooms, names = _offered(service, starts, some, wish)
        for pk in people:
            (person,) = PERSON(pk=pk)
            own = [cells.mentor_resource(pk), *([cells.business_resource(business)] if business else [])]
            given = _take_all(
                service=service, starts=starts, holders=holders, person=person, own=own, rooms=rooms,
                expires_at=expires_at,
            )  # fmt: skip
            if given is not None:
                return Claimed(person, given, names)
            # Before the next one is tried: with another mentor a busy business is just as busy.
            refuse_busy(service, starts, business)
    refuse_busy(service, starts, business)
    raise cells.taken()


def _take_all(
    *, service: Service, starts: Sequence[datetime], holders: Sequence[UUID], person: Mentor, own: list[str],
    rooms: Sequence[Sequence[int | None]], expires_at: datetime | None,
) -> list[int | None] | None:  # fmt: skip
    """Take every session's time with this mentor and return the rooms, or take nothing and return None."""
    is_capped = person.weekly_cap is not None or person.daily_cap is not None
    given = []
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
        return None
    return given


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


def refuse_busy(service: Service, starts: Sequence[datetime], business: int | None) -> None:
    """Raise Conflict (code `busy`) when the business, if it is given, has something else at one of those times."""
    if business is None:
        return
    quarters = [quarter for start in starts for quarter in cells.quarters(*stretch(service, start))]
    if Cell.objects.filter(cells.live(), resource=cells.business_resource(business), starts_at__in=quarters).exists():
        raise busy()


def busy() -> Conflict:
    """Return the answer for a time at which the business is somewhere else."""
    return Conflict(Problem(_("Usaha Anda sudah punya sesi lain pada jam itu. Pilih jam lain."), "start", "busy"))


def _offered(
    service: Service, starts: Sequence[datetime], people: Sequence[Worker], wish: Wish
) -> tuple[list[int], list[Sequence[int | None]], dict[int, str]]:
    """Return those of the mentors who are free at every start, in their order, the rooms free at each, and names."""
    day = clock.local(starts[0], HOUSE).date()
    plan = calendar.read(service=service, first=day, last=day, people=people, wish=wish)
    bits = [masks.of_moment(start) - plan.base for start in starts]
    if bits[0] < 0 or any(start != masks.to_moment(plan.base + bit) for start, bit in zip(starts, bits, strict=True)):
        return [], [], {}
    free = plan.mentor_starts()
    able = [one.pk for one in people if free.get(one.pk, 0) >> bits[0] & 1]
    if not plan.rooms:
        return able, [(None,)] * len(starts), {}
    return able, [[pk for pk, mask in plan.rooms.items() if mask >> bit & 1] for bit in bits], plan.room_names


def _in_turn(service: Service, mentor: Mentor | None, wish: Wish, first_choice: int | None) -> list[Worker]:
    """Return the mentors in the order they are asked: `first_choice`, then as work is shared; or just `mentor`."""
    people = calendar.workers_for(service, mentor.pk if mentor else None, wish, wish.place)
    workers = {one.pk: one for one in people}
    loads = _loads(workers, clock.now()) if len(workers) > 1 else {}
    order = ranked(
        Candidate(pk, coming, one.share, last)
        for pk, one in workers.items()
        for coming, last in [loads.get(pk, (0, None))]
    )
    return [workers[pk] for pk in sorted(order, key=lambda pk: pk != first_choice)]


def _loads(mentors: Collection[int], now: datetime) -> dict[int, tuple[int, datetime | None]]:
    """Return how many sessions each mentor has coming, and their latest; whoever has none is left out. One query."""
    moment = connection.ops.adapt_datetimefield_value
    sql = _LOADS.format(table=Session._meta.db_table, mentors=", ".join(str(int(pk)) for pk in mentors))
    with connection.cursor() as cursor:
        cursor.execute(sql, [moment(now), moment(now - PAST), SessionState.CANCELLED.value])
        return {pk: (int(coming), _moment(last)) for pk, coming, last in cursor.fetchall()}


def _moment(value: Any) -> datetime | None:
    """Return a moment as it comes from a cursor: SQLite answers an aggregate with a text in UTC."""
    found: datetime | None = datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value
    return found


def _slices(turns: list[Worker]) -> Iterator[list[Worker]]:
    """Return the mentors a few at a time: the first few are nearly always enough, and few calendars are read fast."""
    at, size = 0, 3
    while at < len(turns):
        yield turns[at : at + size]
        at, size = at + size, size * 4


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

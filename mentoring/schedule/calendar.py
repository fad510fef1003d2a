"""When each mentor and each room could take a session of one service: few queries, kept as bit masks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from mentoring.schedule import caps, masks, working
from mentoring.schedule.cells import live, mentor_resource, room_resource
from mentoring.schedule.models import Cell
from mentoring.schedule.quarter import Quarters, numbers
from mentoring.schedule.working import Window, Worker
from mentoring.services.models import Mentor, Place, Room, Service
from rumah.core import clock
from rumah.core.prepared import Prepared

HOUSE = clock.ZONES["WIB"]
GIVERS = Prepared(
    lambda service: (
        Mentor.objects.filter(is_active=True, user__is_active=True, skills=service)
        .order_by("pk")
        .values_list(*working.FIELDS)
    )
)
ROOMS = Prepared(lambda kind: Room.objects.filter(kind=kind, is_active=True).order_by("pk").values_list("pk", "name"))
TAKEN = Prepared(
    lambda resources, first, last, now: (
        Cell.objects.filter(live(now), resource__in=resources, starts_at__gte=first, starts_at__lte=last)
        .values("resource")
        .annotate(quarters=Quarters("starts_at"))
        .values_list("resource", "quarters")
    )
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What else is wanted of a slot.

    `place` is the service's usual one when empty; `district` a kecamatan's code, asked for visits only; `language` one
    of `Language`. A series is offered where all its sessions fit, or with `single` where one does.
    """

    place: str = ""
    language: str = ""
    district: str = ""
    single: bool = False


ANY = Wish()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Possible starts of a session as masks from quarter `base`; a set bit is a start that works."""

    base: int
    mentors: dict[int, int] = field(default_factory=dict)
    rooms: dict[int, int] = field(default_factory=dict)
    room_names: dict[int, str] = field(default_factory=dict)
    allowed: int = 0

    def mentor_starts(self) -> dict[int, int]:
        """Return the starts of each mentor at which some room is free as well."""
        return {pk: mask & self.allowed for pk, mask in self.mentors.items()}

    def starts(self) -> int:
        """Return the starts at which anybody and some room is free."""
        return masks.together(self.mentors.values()) & self.allowed


def read(
    *, service: Service, first: date, last: date, mentor: int | None = None, people: Sequence[Worker] = (),
    wish: Wish = ANY,
) -> Calendar:  # fmt: skip
    """Read the calendar for starts on the house's dates `first` to `last`, both included.

    `mentor` is an id; `people` are some who were read before: whose turn it is may be known, and every calendar costs.
    A service of several seats has no slots: its groups are scheduled. Four queries, a fifth where a mentor has a cap.
    """
    notice = masks.up_to(clock.now() + timedelta(hours=service.minimum_notice))
    last = min(last, clock.today(HOUSE) + timedelta(days=service.horizon))
    offset = masks.offset_of(HOUSE)
    begin, end = max(masks.midnight(first, offset), notice), masks.midnight(last, offset) + masks.DAY
    place = wish.place or service.place
    if begin >= end or service.seats > 1 or place not in service.places:
        return Calendar(base=begin)
    people = people or workers_for(service, mentor, wish, place)
    if not people:
        return Calendar(base=begin)
    rooms = _rooms(service) if place == Place.HOUSE and service.room_kind else None
    later = [] if wish.single else [turn * service.series_rhythm for turn in range(1, service.series_length)]
    # The window starts where the first day does, not at the notice.
    window = window_of(_house_date(begin), last + timedelta(days=max(later, default=0)), offset)
    busy = busy_masks([*(mentor_resource(one.pk) for one in people), *map(room_resource, rooms or ())], window)
    whole = masks.stretch(0, window.size)
    allowed = masks.stretch(begin - window.base, end - window.base) & masks.every_second(window.base, window.size)
    open_rooms = {pk: starts_in(~busy.get(room_resource(pk), 0) & whole, service) for pk in rooms or ()}
    if rooms is not None:
        allowed &= _repeated(masks.together(open_rooms.values()), later)
    full, starts = caps.full(people, window, later), {}
    for pk, hours in working.hours(people, window).items():
        cap = full.get(pk, caps.NOT_FULL)
        free = hours & ~(busy.get(mentor_resource(pk), 0) | cap.days)
        starts[pk] = _repeated(starts_in(free, service), later) & ~(cap.series << _before(service))
    return Calendar(window.base, starts, open_rooms, rooms or {}, allowed)


def window_of(first: date, last: date, offset: int) -> Window:
    """Return the window of the dates of a clock, with a day's margin on both sides for the other clocks."""
    base = masks.midnight(first, offset) - masks.DAY
    size = masks.midnight(last, offset) + 2 * masks.DAY - base
    return Window(first - timedelta(days=1), last + timedelta(days=1), base, size)


def _house_date(quarter: int) -> date:
    return clock.local(masks.to_moment(quarter), HOUSE).date()


def givers(service: Service, *, place: str = "", district: str = "", language: str = "") -> QuerySet[Mentor]:
    """Return who gives the service now, at that place and in that language; a visit is to one kecamatan."""
    people = Mentor.objects.filter(is_active=True, user__is_active=True, skills=service)
    asked = [("districts", district)] if place == Place.VISIT and district else []
    if language:
        asked.append(("languages", language))
    if not asked:
        return people
    # Lists in JSON cannot be searched alike on both databases; the mentors of one service are few.
    fitting = [
        pk
        for pk, *lists in people.values_list("pk", *(name for name, _wanted in asked))
        if all(
            wanted in values or (name == "districts" and not values)
            for (name, wanted), values in zip(asked, lists, strict=True)
        )
    ]
    return people.filter(pk__in=fitting)


def workers_for(service: Service, mentor: int | None, wish: Wish, place: str) -> list[Worker]:
    """Return who gives the service there and as wished, or of them just `mentor`, as the calendar reads them."""
    if not mentor and not wish.language and not (place == Place.VISIT and wish.district):
        return working.told(GIVERS(service=service.pk))
    people = givers(service, place=place, district=wish.district, language=wish.language)
    return working.workers(people.filter(pk=mentor) if mentor else people)


def _rooms(service: Service) -> dict[int, str]:
    return dict(ROOMS(kind=service.room_kind))


def busy_masks(resources: list[str], window: Window) -> dict[str, int]:
    """Return the taken quarters of each resource that has any. One query."""
    first, last = masks.to_moment(window.base), masks.to_moment(window.base + window.size)
    rows = TAKEN(resources=tuple(resources), first=first, last=last, now=clock.now()) if resources else []
    return {resource: masks.of_bits(numbers(quarters), window.base, window.size) for resource, quarters in rows}


def starts_in(free: int, service: Service) -> int:
    """Return where a session may start: preparation, session and the pause after it must all be free."""
    before = _before(service)
    length = before + -(-service.duration // 15) + -(-service.buffer_after // 15)
    return masks.runs(free, length) << before


def _before(service: Service) -> int:
    """Return how many quarters of preparation come before a session."""
    return -(-service.buffer_before // 15)


def _repeated(starts: int, later: Iterable[int]) -> int:
    """Return the starts after which the same time is free again that many days later, each time."""
    found = starts
    for days in later:
        found &= starts >> days * masks.DAY
    return found

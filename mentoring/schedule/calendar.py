"""When each mentor and each room could take a session of one service: read in six queries, kept as bit masks."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, Value

from mentoring.schedule import masks
from mentoring.schedule.cells import mentor_resource, room_resource
from mentoring.schedule.models import Cell, Holiday, PickedDate, TimeOff, WeeklyHours
from mentoring.schedule.quarter import Quarter
from mentoring.services.models import Mentor, Room, Service
from rumah.core import clock

Row = tuple[date, time | None, time | None, bool]
HOUSE = clock.ZONES["WIB"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Possible starts of a session as masks from quarter `base`; a set bit is a start that works."""

    base: int
    mentors: dict[int, int] = field(default_factory=dict)
    rooms: dict[int, int] = field(default_factory=dict)
    allowed: int = 0

    def mentor_starts(self) -> dict[int, int]:
        """Return the starts of each mentor at which some room is free as well."""
        return {pk: mask & self.allowed for pk, mask in self.mentors.items()}


@dataclass(slots=True)
class _Clocks:
    """The dates of the window, with a margin of a day for clocks ahead of the house's."""

    first: date
    last: date
    base: int
    size: int
    busy: dict[str, int]
    closed: set[date]


def read(*, service: Service, first: date, last: date, mentor: int | None = None) -> Calendar:
    """Read the calendar for starts on the house's dates `first` to `last`, both included; `mentor` is an id."""
    notice = -(-int((clock.now() + timedelta(hours=service.minimum_notice)).timestamp()) // 900)
    last = min(last, clock.today(HOUSE) + timedelta(days=service.horizon))
    offset = masks.offset_of(HOUSE)
    begin, end = max(masks.midnight(first, offset), notice), masks.midnight(last, offset) + masks.DAY
    if begin >= end:
        return Calendar(base=begin)
    people = Mentor.objects.filter(is_active=True, user__is_active=True, skills=service)
    zones = dict((people.filter(pk=mentor) if mentor else people).order_by("pk").values_list("pk", "zone"))
    if not zones:
        return Calendar(base=begin)
    rooms = _rooms(service)
    # The window starts where the first day does, not at the notice, with a day's margin on both sides.
    first = _house_date(begin)
    base = masks.midnight(first, offset) - masks.DAY
    size = end + masks.DAY - base
    busy = _busy([*map(mentor_resource, zones), *map(room_resource, rooms)], base, size)
    window = masks.stretch(begin - base, end - base) & masks.every_second(base, size)
    clocks = _Clocks(first - timedelta(days=1), last + timedelta(days=1), base, size, busy, _closed(first, last))
    open_rooms = {pk: _starts(~busy.get(room_resource(pk), 0) & masks.stretch(0, size), service) for pk in rooms}
    some_room = 0
    for mask in open_rooms.values():
        some_room |= mask
    allowed = window & some_room if service.room_kind else window
    return Calendar(base, _mentors(zones, service, clocks), open_rooms, allowed)


def _house_date(quarter: int) -> date:
    return clock.local(masks.to_moment(quarter), HOUSE).date()


def _rooms(service: Service) -> list[int]:
    if not service.room_kind:
        return []
    return list(Room.objects.filter(kind=service.room_kind, is_active=True).order_by("pk").values_list("pk", flat=True))


def _closed(first: date, last: date) -> set[date]:
    around = (first - timedelta(days=1), last + timedelta(days=1))
    return set(Holiday.objects.filter(is_closed=True, date__range=around).values_list("date", flat=True))


def _busy(resources: list[str], base: int, size: int) -> dict[str, int]:
    window = (masks.to_moment(base), masks.to_moment(base + size))
    live = Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now())
    cells = Cell.objects.filter(live, resource__in=resources, starts_at__range=window)
    taken: dict[str, bytearray] = {}
    for resource, quarter in cells.values_list("resource", Quarter("starts_at")):
        # A byte is cheaper to change than a long integer, which is copied each time.
        number = quarter - base
        part = taken.get(resource)
        if part is None:
            part = taken[resource] = bytearray(size // 8 + 1)
        part[number >> 3] |= 1 << (number & 7)
    return {resource: int.from_bytes(part, "little") for resource, part in taken.items()}


def _starts(free: int, service: Service) -> int:
    """Return where a session may start: preparation, session and the pause after it must all be free."""
    before = -(-service.buffer_before // 15)
    length = before + -(-service.duration // 15) + -(-service.buffer_after // 15)
    return masks.runs(free, length) << before


def _mentors(zones: dict[int, str], service: Service, clocks: _Clocks) -> dict[int, int]:
    weekly: dict[int, dict[int, list[tuple[int, int]]]] = {pk: {} for pk in zones}
    days = min((clocks.last - clocks.first).days + 1, 7)
    weekdays = {(clocks.first.weekday() + number) % 7 for number in range(days)}
    hours = WeeklyHours.objects.filter(mentor__in=zones, weekday__in=weekdays)
    for pk, weekday, start, end in hours.values_list("mentor_id", "weekday", "start", "end"):
        weekly[pk].setdefault(weekday, []).append(masks.inside(start, end))
    dated = _dated(list(zones), clocks)
    found = {}
    for pk, zone in zones.items():
        offset = masks.offset_of(ZoneInfo(zone))
        free = _weeks(weekly[pk], offset, clocks) | _picked(dated.get(pk, []), offset, clocks)
        taken = _away(dated.get(pk, []), offset, clocks) | clocks.busy.get(mentor_resource(pk), 0)
        found[pk] = _starts(free & ~taken, service)
    return found


def _dated(mentors: list[int], clocks: _Clocks) -> dict[int, list[Row]]:
    """Return picked dates and time off by mentor, in one query; the last value of a row says which it is."""
    window = {"mentor__in": mentors, "date__range": (clocks.first, clocks.last)}
    fields = ("mentor_id", "date", "start", "end", "is_off")
    picked = PickedDate.objects.filter(**window).annotate(is_off=Value(0)).order_by().values_list(*fields)
    away = TimeOff.objects.filter(**window).annotate(is_off=Value(1)).order_by().values_list(*fields)
    rows: dict[int, list[Row]] = {}
    for pk, day, start, end, is_off in picked.union(away, all=True):
        rows.setdefault(pk, []).append((day, start, end, bool(is_off)))
    return rows


def _weeks(hours: dict[int, list[tuple[int, int]]], offset: int, clocks: _Clocks) -> int:
    week, days = 0, (clocks.last - clocks.first).days + 1
    for weekday, stretches in hours.items():
        begins = (weekday - clocks.first.weekday()) % 7 * masks.DAY
        for start, end in stretches:
            week |= masks.stretch(begins + start, begins + end)
    # The first week's mask, again and again: one multiplication instead of a walk over every day.
    whole = week * masks.every(7 * masks.DAY, -(-days // 7)) & masks.stretch(0, days * masks.DAY)
    begins = masks.midnight(clocks.first, offset) - clocks.base
    return whole << begins if begins >= 0 else whole >> -begins


def _picked(rows: list[Row], offset: int, clocks: _Clocks) -> int:
    mask = 0
    for day, start, end, is_off in rows:
        if not is_off and start and end:
            begins = masks.midnight(day, offset) - clocks.base
            first, last = masks.inside(start, end)
            mask |= masks.stretch(begins + first, begins + last)
    return mask


def _away(rows: list[Row], offset: int, clocks: _Clocks) -> int:
    """Return time off and closed days; a holiday is the mentor's local day, not the server's."""
    mask = 0
    for day in clocks.closed:
        begins = masks.midnight(day, offset) - clocks.base
        mask |= masks.stretch(begins, begins + masks.DAY)
    for day, start, end, is_off in rows:
        if is_off:
            begins = masks.midnight(day, offset) - clocks.base
            first, last = masks.around(start, end) if start and end else (0, masks.DAY)
            mask |= masks.stretch(begins + first, begins + last)
    return mask

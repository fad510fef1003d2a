"""Thirteen months of sessions in every state, with the quarter-hours they take."""

import uuid
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from mentoring.schedule.models import Cell, Holiday
from mentoring.services.models import Mentor, Room, Service
from mentoring.sessions.models import Session, SessionState
from products.catalogue.models import Product
from rumah.core.models import AuditEntry
from rumah.demo.mentors import PROFILES
from rumah.demo.plan import CODE

DAYS = 395
AHEAD = 28
QUARTER = timedelta(minutes=15)
NOTES = (
    "Ingin label yang lebih jelas untuk toko oleh-oleh.", "Foto lama terlalu gelap.", "Belum tahu cara menulis uraian.",
    "Mau menambah ukuran kemasan kecil.", "Persiapan pameran bulan depan.", "",
)  # fmt: skip
REASONS = ("Ada hajatan keluarga.", "Produk belum siap difoto.", "Pendamping sakit.")


def meet(*, count: int, now: datetime, seed: int, mentors: list[Mentor]) -> None:
    """Write about `count` sessions: most were held, a few were missed or cancelled, a tenth is still to come."""
    rng = Random(f"{seed}/sessions")  # noqa: S311  # invented appointments
    products = list(
        Product.objects.filter(business__code__startswith=CODE, is_listed=True)
        .select_related("business").order_by("pk")[: max(300, count)]
    )  # fmt: skip
    services = list(Service.objects.filter(is_active=True).order_by("position", "pk"))
    if not products or not services:
        return
    book = _Book(rng, now, mentors, services)
    for at in range(count):
        # The last twelfth lies ahead; before it, every state comes up in turn.
        ahead = at >= count - max(4, count // 12)
        book.add(rng.choice(products), ahead=ahead, turn=at)
    book.write()


class _Book:
    """The calendar while it is being filled: a taken quarter-hour is never given twice."""

    def __init__(self, rng: Random, now: datetime, mentors: list[Mentor], services: list[Service]) -> None:
        self.rng, self.now, self.mentors, self.services = rng, now, mentors, services
        self.rooms = list(Room.objects.filter(is_active=True).order_by("pk"))
        self.closed = set(Holiday.objects.filter(is_closed=True).values_list("date", flat=True))
        self.skills = {mentor.pk: set(mentor.skills.values_list("pk", flat=True)) for mentor in mentors}
        self.taken: dict[tuple[str, datetime], uuid.UUID] = {}
        self.sessions: list[Session] = []

    def add(self, product: Product, *, ahead: bool, turn: int) -> None:
        """Find a free time for one session about `product`; after twenty tries none is added."""
        service = self.services[turn % len(self.services)]
        givers = [at for at, mentor in enumerate(self.mentors) if service.pk in self.skills[mentor.pk]]
        for _try in range(20):
            at = self.rng.choice(givers or [0])
            starts = self._time(at, service, ahead=ahead)
            room = self._room(service, starts) if starts else None
            if starts is None or (service.room_kind and self.rooms and room is None):
                continue
            if self._take(product, self.mentors[at], service, room, starts, turn=turn, ahead=ahead):
                return

    def _time(self, at: int, service: Service, *, ahead: bool) -> datetime | None:
        profile, zone = PROFILES[at], ZoneInfo(self.mentors[at].zone)
        offset = self.rng.randrange(2, AHEAD) if ahead else -self.rng.randrange(2, DAYS)
        day: date = (self.now.astimezone(zone) + timedelta(days=offset)).date()
        if day in self.closed or (day.weekday() not in profile.days if profile.days else ahead or day.weekday() > 4):
            return None
        length = timedelta(minutes=service.buffer_before + service.duration + service.buffer_after)
        first = datetime.combine(day, profile.start, zone)
        slots = int((datetime.combine(day, profile.end, zone) - first - length) / QUARTER)
        if slots < 0:
            return None
        starts = first + timedelta(minutes=service.buffer_before) + self.rng.randrange(0, slots + 1, 2) * QUARTER
        return starts.astimezone(ZoneInfo("UTC"))

    def _room(self, service: Service, starts: datetime) -> Room | None:
        fitting = [room for room in self.rooms if room.kind == service.room_kind]
        return next((room for room in fitting if not self._clash(f"r{room.pk}", service, starts)), None)

    def _quarters(self, service: Service, starts: datetime) -> list[datetime]:
        first = starts - timedelta(minutes=service.buffer_before)
        count = -(-(service.buffer_before + service.duration + service.buffer_after) // 15)
        return [first + QUARTER * step for step in range(count)]

    def _clash(self, resource: str, service: Service, starts: datetime) -> bool:
        return any((resource, quarter) in self.taken for quarter in self._quarters(service, starts))

    def _take(
        self, product: Product, mentor: Mentor, service: Service, room: Room | None, starts: datetime,
        *, turn: int, ahead: bool,
    ) -> bool:  # fmt: skip
        resources = [f"m{mentor.pk}", f"b{product.business_id}", *([f"r{room.pk}"] if room else [])]
        if any(self._clash(resource, service, starts) for resource in resources):
            return False
        booked = min(starts, self.now) - timedelta(days=self.rng.uniform(2, 9))
        session = Session(
            id=uuid.UUID(int=self.rng.getrandbits(128), version=4), service=service, business=product.business,
            product=product if service.for_product else None, mentor=mentor, room=room, starts_at=starts,
            ends_at=starts + timedelta(minutes=service.duration), note=self.rng.choice(NOTES),
            state=_state(turn, ahead=ahead), created_at=booked, changed_at=booked,
            before={"name": product.name, "description": product.description, "price": product.min_price},
        )  # fmt: skip
        if session.state == SessionState.CANCELLED:
            session.cancel_reason, session.changed_at = self.rng.choice(REASONS), booked + timedelta(days=1)
            session.sequence = 1
        else:
            # A cancelled session gives its time back; all others keep it.
            self.taken |= {(r, q): session.id for r in resources for q in self._quarters(service, starts)}
        if session.state in {SessionState.COMPLETED, SessionState.NO_SHOW}:
            session.changed_at = session.ends_at
        if session.state == SessionState.COMPLETED and room and turn % 2:
            session.checked_in_at = starts - timedelta(minutes=turn % 12)
        self.sessions.append(session)
        return True

    @transaction.atomic
    def write(self) -> None:
        """Write sessions, their quarter-hours and their trail."""
        Session.objects.bulk_create(self.sessions, batch_size=500)
        Cell.objects.bulk_create(
            [Cell(resource=r, starts_at=q, holder=holder) for (r, q), holder in sorted(self.taken.items())],
            batch_size=1000,
        )
        trail = [(s.created_at, "sessions.book", s) for s in self.sessions]
        ends = {SessionState.CANCELLED: "sessions.cancel", SessionState.COMPLETED: "sessions.complete",
                SessionState.NO_SHOW: "sessions.no_show"}  # fmt: skip
        trail += [(s.changed_at, ends[SessionState(s.state)], s) for s in self.sessions if s.state in ends]
        AuditEntry.objects.bulk_create(
            [
                AuditEntry(at=at, verb=verb, target_type=s._meta.label_lower, target_id=str(s.pk))
                for at, verb, s in sorted(trail, key=lambda entry: entry[0])
            ],
            batch_size=1000,
        )


def _state(turn: int, *, ahead: bool) -> str:
    if turn % 11 == 5:
        return SessionState.CANCELLED
    if ahead:
        return SessionState.CONFIRMED
    return SessionState.NO_SHOW if turn % 17 == 3 else SessionState.COMPLETED

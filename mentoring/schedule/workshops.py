"""A group or workshop: scheduled by the house, changed in its words and seats. Who takes its seats is booking's."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mentoring.schedule import cells
from mentoring.schedule.models import Occurrence
from mentoring.services.models import Mentor, Place, Room, Service
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked_one

WORDS = ("topic", "topic_en", "address", "online_link", "seats")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a workshop is to be. It lasts as long as its service; `seats` is the service's when None."""

    service: Service
    mentor: Mentor
    starts_at: datetime
    place: str = Place.HOUSE
    room: Room | None = None
    seats: int | None = None
    topic: str = ""
    topic_en: str = ""
    address: str = ""
    online_link: str = ""


@transaction.atomic
def schedule_workshop(*, actor: User, plan: Plan) -> Occurrence:
    """Schedule a workshop and take the time of its mentor and room, buffers included.

    The mentor's hours and holidays are not asked: who schedules it decides. Raises DomainError for what is wrong
    (fields `service`, `mentor`, `starts_at`, `room`, `seats`) and Conflict (`taken`) when mentor or room are taken.
    """
    plan = replace(plan, seats=plan.seats or plan.service.seats)
    if problems := wrong(plan):
        raise DomainError(*problems)
    now, service = clock.now(), plan.service
    row = Occurrence(
        id=uuid.uuid4(), service=service, mentor=plan.mentor, room=plan.room, place=plan.place,
        starts_at=plan.starts_at, ends_at=plan.starts_at + timedelta(minutes=service.duration),
        created_at=now, changed_at=now, **{name: getattr(plan, name) for name in WORDS},
    )  # fmt: skip
    resources = [cells.mentor_resource(plan.mentor.pk)]
    if plan.room:
        resources.append(cells.room_resource(plan.room.pk))
    before, after = timedelta(minutes=service.buffer_before), timedelta(minutes=service.buffer_after)
    try:
        cells.claim(
            resources=resources, starts_at=row.starts_at - before, ends_at=row.ends_at + after, holder=row.pk
        )  # fmt: skip
    except Conflict:
        text = _("Pendamping atau ruang ini sudah terpakai pada jam itu.")
        raise Conflict(Problem(text, "starts_at", "taken")) from None
    row.save(force_insert=True)
    audit.record("schedule.workshop", row, actor=actor, service=service.slug, starts_at=row.starts_at.isoformat())
    return row


def wrong(plan: Plan) -> list[Problem]:
    """Return everything that is wrong with the plan itself; whether its time is free only the claim can tell."""
    problems = []
    if plan.service.seats < 2:
        problems.append(Problem(_("Layanan ini untuk satu peserta. Ubah jumlah pesertanya dulu."), "service"))
    if not plan.mentor.skills.filter(pk=plan.service.pk).exists():
        problems.append(Problem(_("Pendamping ini tidak memberikan layanan itu."), "mentor"))
    if plan.starts_at <= clock.now():
        problems.append(Problem(_("Waktu ini sudah lewat."), "starts_at", "past"))
    if int(plan.starts_at.timestamp()) % cells.SECONDS:
        problems.append(Problem(_("Pakai kelipatan 15 menit, misalnya 08.15 atau 08.30."), "starts_at"))
    if plan.place == Place.HOUSE and plan.service.room_kind and plan.room is None:
        problems.append(Problem(_("Pilih ruang untuk lokakarya di Rumah Kreatif."), "room", "required"))
    if plan.room and plan.place != Place.HOUSE:
        problems.append(Problem(_("Ruang hanya untuk lokakarya di Rumah Kreatif."), "room"))
    elif plan.room and (plan.seats or plan.service.seats) > plan.room.capacity:
        text = _("Ruang ini hanya muat %(number)s orang.") % {"number": plan.room.capacity}
        problems.append(Problem(text, "seats", "too_many"))
    return problems


@transaction.atomic
def change_workshop(*, actor: User, workshop: Occurrence, **words: Any) -> Occurrence:
    """Change topic, address, link or seats (`WORDS`). Raises DomainError for fewer seats than are taken."""
    row = locked_one(Occurrence.objects.filter(pk=workshop.pk))
    changed = {name: words[name] for name in WORDS if name in words and words[name] != getattr(row, name)}
    if not changed:
        return row
    if changed.get("seats", row.seats) < row.seats_taken:
        text = _("Sudah ada %(number)s peserta.") % {"number": row.seats_taken}
        raise DomainError(Problem(text, "seats", "too_few"))
    if row.room and changed.get("seats", row.seats) > max(row.room.capacity, row.seats):
        text = _("Ruang ini hanya muat %(number)s orang.") % {"number": row.room.capacity}
        raise DomainError(Problem(text, "seats", "too_many"))
    for name, value in changed.items():
        setattr(row, name, value)
    row.changed_at = clock.now()
    row.save(update_fields=[*changed, "changed_at"])
    audit.record("schedule.workshop_change", row, actor=actor, fields=sorted(changed))
    return row


def open_workshops(service: Service, *, size: int = 24) -> list[Occurrence]:
    """Return the next workshops of the service that can still be booked, full ones among them. One query."""
    soonest = clock.now() + timedelta(hours=service.minimum_notice)
    rows = service.occurrences.filter(state=Occurrence.State.OPEN, starts_at__gte=soonest)
    rows = rows.annotate(seats_left=F("seats") - F("seats_taken")).select_related("mentor__user", "room")
    return list(rows.order_by("starts_at", "id")[:size])

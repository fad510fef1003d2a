"""What comes before and beside a session: requests, a series, a full workshop, who waits, offers, today's numbers."""

import uuid
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.db.models import Q

from mentoring.schedule.exceptions import take_off
from mentoring.schedule.models import Occurrence
from mentoring.schedule.slots import slots
from mentoring.schedule.workshops import change_workshop
from mentoring.services.models import Mentor, Service
from mentoring.sessions import needs, waitlist
from mentoring.sessions.answer import confirm, decline
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.hold import hold
from mentoring.sessions.models import Offer, Session, SessionState, Waiting
from mentoring.walkin.call import call_next, finish
from mentoring.walkin.draw import draw
from rumah.accounts.models import User
from rumah.businesses.models import Membership
from rumah.businesses.states import Standing
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.core.models import OutboxMessage
from rumah.demo.plan import CODE
from rumah.demo.workshops import SERIES, VISIT, WORKSHOP

MEMBERS = 24
# What happened to offers of the last weeks: days ago, what became of the offer and of the place in line.
PAST = (
    (24, Offer.State.ACCEPTED, Waiting.State.BOOKED, 0), (17, Offer.State.EXPIRED, Waiting.State.LEFT, 2),
    (9, Offer.State.DECLINED, Waiting.State.WAITING, 0),
)  # fmt: skip


@transaction.atomic
def stand(*, now: datetime, seed: int, owner: User, coordinator: User, mentors: list[Mentor]) -> None:
    """Write all of it, by the verbs that really do it; what is past is written down. Nobody is told of it."""
    members = list(
        Membership.objects.filter(business__code__startswith=CODE, user__is_active=True)
        .exclude(business__standing=Standing.SUSPENDED).exclude(user=owner)
        .select_related("user", "business").order_by("business__code", "pk")[:MEMBERS]
    )  # fmt: skip
    own = list(Membership.objects.filter(user=owner).select_related("user", "business").order_by("pk")[:1])
    needs.tell(actor=owner, words="Ibu saya ikut dan memakai kursi roda.")
    _requests([*own, *members])
    for member in own:
        _booked(Service.objects.get(slug="pemasaran-digital"), member)
    _past(members, mentors[0], now, Random(f"{seed}/lines"))  # noqa: S311  # invented waits
    _workshop(own, members)
    _series(members[-1:])
    _open_form(members[-2:])
    _numbers(coordinator)
    _away(mentors[0])
    told = Q(dedupe_key__startswith="session:") | Q(dedupe_key__startswith="offer:")
    OutboxMessage.objects.filter(told).delete()


def _booked(service: Service, member: Membership) -> Session | None:
    """Book the first time that suits the business; None when none of twelve does."""
    today = clock.today()
    for slot in slots(service=service, first=today, last=today + timedelta(days=service.horizon))[:36:3]:
        try:
            return book(actor=member.user, service=service, business=member.business, starts_at=slot.starts_at)
        except DomainError:
            continue
    return None


def _requests(members: list[Membership]) -> None:
    """Let one request wait for its mentor, one be accepted, and one be passed on."""
    service = Service.objects.get(slug=VISIT)
    rows = [row for member in members[:3] if (row := _booked(service, member))]
    for row in rows[1:2]:
        confirm(actor=row.mentor.user, session=row)
    for row in rows[2:]:
        decline(actor=row.mentor.user, session=row)


def _past(members: list[Membership], mentor: Mentor, now: datetime, rng: Random) -> None:
    service = Service.objects.get(slug="foto-produk")
    for member, (days, offered, state, missed) in zip(members, PAST, strict=False):
        joined = now - timedelta(days=days + 5)
        waiting = Waiting.objects.create(
            id=uuid.UUID(int=rng.getrandbits(128), version=4), service=service, business=member.business,
            product=member.business.products.order_by("pk").first(), joined_by=member.user, joined_at=joined,
            state=state, missed=missed,
        )  # fmt: skip
        made = now - timedelta(days=days)
        starts = made.replace(hour=2, minute=0, second=0, microsecond=0) + timedelta(days=3)
        Offer.objects.create(
            id=uuid.UUID(int=rng.getrandbits(128), version=4), waiting=waiting, mentor=mentor, starts_at=starts,
            ends_at=starts + timedelta(minutes=service.duration), state=offered, created_at=made,
            expires_at=made + timedelta(hours=12),
        )  # fmt: skip


def _workshop(own: list[Membership], members: list[Membership]) -> None:
    """Fill the first workshop; the owner waits for it and is offered the seat that somebody gave back."""
    service = Service.objects.get(slug=WORKSHOP)
    row = (
        service.occurrences.filter(state=Occurrence.State.OPEN, starts_at__gt=clock.now()).order_by("starts_at").first()
    )
    if row is None:
        return
    seated = []
    for member in members[: row.seats]:
        try:
            seated.append(
                book(actor=member.user, service=service, business=member.business, starts_at=row.starts_at)
            )  # fmt: skip
        except DomainError:
            continue
    if not seated:
        return
    # A small demo has fewer businesses than the hall has seats: it is full all the same.
    change_workshop(actor=row.mentor.user, workshop=row, seats=len(seated))
    for member in own:
        waitlist.join(actor=member.user, service=service, business=member.business)
        cancel(actor=seated[-1].booked_by or row.mentor.user, session=seated[-1], reason="Ada hajatan keluarga.")


def _series(members: list[Membership]) -> None:
    for member in members:
        _booked(Service.objects.get(slug=SERIES), member)


def _open_form(members: list[Membership]) -> None:
    """Leave a form open: its time is free again after five minutes."""
    service, today = Service.objects.get(slug="foto-produk"), clock.today()
    free = slots(service=service, first=today, last=today + timedelta(days=service.horizon))
    for member in members[:1]:
        if free:
            hold(actor=member.user, service=service, starts_at=free[-1].starts_at)


def _numbers(coordinator: User) -> None:
    """Draw today's numbers: one served, one who did not come, one at a desk, and three who wait."""
    service, other = Service.objects.filter(is_active=True, seats=1).order_by("position", "pk")[:2]
    for _turn in range(5):
        draw(actor=coordinator, service=service)
    draw(actor=coordinator, service=other)
    for desk, came in (("Meja 1", True), ("Meja 2", False), ("Meja 1", None)):
        ticket = call_next(actor=coordinator, service=service, desk=desk)
        if ticket and came is not None:
            finish(actor=coordinator, ticket=ticket, came=came)


def _away(mentor: Mentor) -> None:
    """Take the mentor off on the days of their last session and last workshop to come: both are listed as hit."""
    now = clock.now()
    session = mentor.sessions.filter(
        state=SessionState.CONFIRMED, occurrence=None, series=None, starts_at__gt=now
    ).order_by("-starts_at").first()  # fmt: skip
    workshop = mentor.occurrences.filter(state=Occurrence.State.OPEN, starts_at__gt=now).order_by("-starts_at").first()
    for day in sorted({clock.local(one.starts_at).date() for one in (session, workshop) if one}):
        take_off(actor=mentor.user, mentor=mentor, day=day, reason="Pelatihan di Surabaya")

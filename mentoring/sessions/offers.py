"""Offer a freed time to somebody who waits: kept for them until they answer, then for the next.

In line stands first who had the fewest sessions this year (all services, the house's calendar), then who has waited
longest. Nobody is offered the same time twice, or two times at once; who lets two offers pass leaves the line.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from mentoring.schedule import cells
from mentoring.schedule.calendar import HOUSE
from mentoring.schedule.models import Occurrence
from mentoring.services.models import Service
from mentoring.sessions import claiming, messages
from mentoring.sessions.models import OPEN, Offer, Quota, Session, SessionState, Waiting
from mentoring.sessions.quota import quarter_of
from mentoring.sessions.seats import give_seat_back
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict
from rumah.core.locking import locked, locked_one

ANSWER_WITHIN = timedelta(hours=12)
MISSES = 2
# So many of those in line are tried for one time; more would keep the transaction open too long.
TRIED = 10


@dataclass(frozen=True, slots=True)
class Freed:
    """A time that somebody gave back."""

    mentor_id: int
    room_id: int | None
    place: str
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, given: "Session | Offer") -> "Freed":
        """Return what a session or an offer had."""
        return cls(given.mentor_id, given.room_id, given.place, given.starts_at, given.ends_at)


def in_line(service: Service, starts_at: datetime) -> QuerySet[Waiting]:
    """Return who could take the time, in the order of the line; whoever booked since they joined waits no more."""
    now = clock.now()
    year = datetime(clock.local(now, HOUSE).year, 1, 1, tzinfo=ZoneInfo("Asia/Jakarta"))
    own = Session.objects.filter(business=OuterRef("business"), service=service)
    rows = service.waiting.filter(
        ~Exists(own.filter(created_at__gt=OuterRef("joined_at")).exclude(state=SessionState.CANCELLED)),
        ~Exists(own.filter(state__in=OPEN, starts_at__gt=now)),
        ~Exists(Offer.objects.filter(Q(state=Offer.State.OPEN) | Q(starts_at=starts_at), waiting=OuterRef("pk"))),
        state=Waiting.State.WAITING,
    )
    if service.quarter_quota is not None:
        spent = Quota.objects.filter(
            business=OuterRef("business"), service=service, quarter=quarter_of(starts_at),
            used__gte=service.quarter_quota,
        )  # fmt: skip
        rows = rows.filter(~Exists(spent))
    held = Q(business__sessions__starts_at__gte=year) & ~Q(business__sessions__state=SessionState.CANCELLED)
    rows = rows.annotate(sessions_this_year=Count("business__sessions", filter=held))
    ordered: QuerySet[Waiting] = rows.order_by("sessions_this_year", "joined_at", "pk")
    return ordered


def offer_time(service: Service, freed: Freed) -> Offer | None:
    """Keep the time for the first in line who has time then, tell them, and return the offer.

    Runs in the caller's transaction, after it gave the time back, so that nobody can slip in between.
    """
    if service.series_length > 1 or not _worth_offering(service, freed.starts_at):
        return None
    begins, ends = claiming.stretch(service, freed.starts_at)
    resources = [cells.mentor_resource(freed.mentor_id)]
    if freed.room_id:
        resources.append(cells.room_resource(freed.room_id))
    for waiting in in_line(service, freed.starts_at).select_related("business", "joined_by")[:TRIED]:
        offer = Offer(
            waiting=waiting, mentor_id=freed.mentor_id, room_id=freed.room_id, place=freed.place,
            starts_at=freed.starts_at, ends_at=freed.ends_at,
        )  # fmt: skip
        names = [*resources, cells.business_resource(waiting.business_id)]
        if _write(offer, service) and cells.free_claim(
            resources=names, starts_at=begins, ends_at=ends, holder=offer.pk, expires_at=offer.expires_at
        ):  # fmt: skip
            audit.record("sessions.offer", offer, starts_at=offer.starts_at.isoformat())
            messages.offered(offer)
            return offer
        Offer.objects.filter(pk=offer.pk).delete()
    return None


def offer_seat(occurrence: Occurrence) -> Offer | None:
    """Keep a seat that is taken and no longer wanted for the first in line; None when nobody waits."""
    service = occurrence.service
    if occurrence.state != Occurrence.State.OPEN or not _worth_offering(service, occurrence.starts_at):
        return None
    for waiting in in_line(service, occurrence.starts_at).select_related("business", "joined_by")[:TRIED]:
        offer = Offer(
            waiting=waiting, mentor_id=occurrence.mentor_id, room_id=occurrence.room_id, occurrence=occurrence,
            place=occurrence.place, starts_at=occurrence.starts_at, ends_at=occurrence.ends_at,
        )  # fmt: skip
        if _write(offer, service):
            audit.record("sessions.offer", offer, starts_at=offer.starts_at.isoformat())
            messages.offered(offer)
            return offer
    return None


def _worth_offering(service: Service, starts_at: datetime) -> bool:
    """Whether there is time enough to answer and still keep the service's notice."""
    return starts_at - timedelta(hours=max(service.minimum_notice, 1)) > clock.now()


def _write(offer: Offer, service: Service) -> bool:
    """Write the offer; False when another transaction made this person one at the same moment."""
    now = clock.now()
    offer.created_at = now
    offer.expires_at = min(now + ANSWER_WITHIN, offer.starts_at - timedelta(hours=service.minimum_notice))
    try:
        with transaction.atomic():
            offer.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def end(offer: Offer, state: Offer.State, *, actor: User | None = None) -> bool:
    """End an open offer once, give back what it kept and offer that to the next, in the caller's transaction."""
    if not Offer.objects.filter(pk=offer.pk, state=Offer.State.OPEN).update(state=state):
        return False
    offer.state = state
    waiting, missed = offer.waiting, state == Offer.State.EXPIRED
    if missed:
        Waiting.objects.filter(pk=waiting.pk).update(missed=F("missed") + 1)
        Waiting.objects.filter(pk=waiting.pk, missed__gte=MISSES, state=Waiting.State.WAITING).update(
            state=Waiting.State.LEFT
        )
    audit.record(f"sessions.offer_{state.value}", offer, actor=actor)
    if offer.occurrence:
        if not offer_seat(offer.occurrence):
            give_seat_back(offer.occurrence)
        return True
    # After its end the time may be somebody else's already: then there is nothing to pass on.
    if cells.release(holder=offer.pk):
        offer_time(waiting.service, Freed.of(offer))
    return True


def locked_workshop(workshop: Occurrence) -> tuple[Occurrence, list[UUID]]:
    """Lock a workshop with its offers and participants and return it, with the ids of its open sessions.

    Offers and sessions come first: whoever answers or cancels one has it already when they come for the workshop.
    What is added before the workshop itself is locked is locked with the second look, and nothing can be after it.
    """
    seated = Session.objects.filter(occurrence=workshop, state__in=OPEN)
    offered = Offer.objects.filter(occurrence=workshop, state=Offer.State.OPEN)
    for rows in (offered, seated):
        locked(rows)
    row = locked_one(Occurrence.objects.filter(pk=workshop.pk).select_related("service", "mentor__user", "room"))
    locked(offered)
    return row, [one.pk for one in locked(seated)]


@transaction.atomic
def expire(*, size: int = 100) -> int:
    """End the offers nobody answered and return how many; each goes on to the next in line."""
    due = Offer.objects.filter(state=Offer.State.OPEN, expires_at__lte=clock.now()).order_by("expires_at")
    rows = locked(Offer.objects.filter(pk__in=list(due.values_list("pk", flat=True)[:size])))
    related = Offer.objects.select_related("waiting__service", "occurrence__service")
    return sum(end(one, Offer.State.EXPIRED) for one in related.filter(pk__in=[row.pk for row in rows]))


def refuse_ended(offer: Offer) -> None:
    """Raise Conflict when the offer was answered already or its time has run out."""
    if offer.state != Offer.State.OPEN or offer.expires_at <= clock.now():
        raise Conflict(_("Tawaran ini sudah berakhir. Anda tetap ada di daftar tunggu."))

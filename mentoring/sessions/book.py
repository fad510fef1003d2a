"""Book a session or a series: claim the time of mentor, business and room and write it, in one transaction."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from mentoring.schedule.calendar import Wish
from mentoring.services.models import Mentor, Place, Room, Service
from mentoring.sessions import claiming, first_timers, hold, intake, messages, quota, rules, seats
from mentoring.sessions.models import Offer, Session, SessionState
from products.catalogue.models import Product
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.businesses.profile import plain_story
from rumah.core import audit, clock
from rumah.core.errors import DomainError
from rumah.core.text import clean_text

# How long a mentor has to answer a request before the next one is asked.
ANSWER_WITHIN = timedelta(hours=24)
# The time stays taken a little longer, so that a worker that is late does not lose it.
GRACE = timedelta(hours=1)


@transaction.atomic
def book(
    *, actor: User, service: Service, business: Business, starts_at: datetime, product: Product | None = None,
    mentor: Mentor | None = None, note: str = "", place: str = "", answers: Mapping[int, intake.Given] | None = None,
    offer: Offer | None = None,
) -> Session:  # fmt: skip
    """Book `service` at `starts_at` (aware) for one of the actor's businesses and return the (first) session.

    Without `mentor` the least loaded free one is taken. What the actor's open form holds, or `offer`, is taken over.
    A service of several seats is booked by taking a seat in a workshop; a series is booked whole or not at all. The
    listing of `product` is frozen as the session's *before*. `answers` are by the ids of the service's questions.
    Raises NotAllowed when the actor does not speak for the business, DomainError for what is missing or wrong, and
    Conflict when the time is no longer free (code `taken`), the business is busy then (`busy`), still has an open
    session of this service (`open`), has used its quota (`quota`), the day's rest is kept for first-timers
    (`first_timers`), or all seats are gone (`full`). Fields are `start`, `service`, `business`, `product`, `mentor`,
    `place`, `note` and `q<id>`.
    """
    business, note = rules.lock_own(actor, business), clean_text(note)
    problems = rules.wrong_wish(
        service=service, business=business, product=product, mentor=mentor, place=place, note=note
    )  # fmt: skip
    around = rules.look_around(actor=actor, service=service, business=business, starts_at=starts_at)
    checked, unanswered = intake.check(service, answers or {}) if around.asks or answers else ([], [])
    if problems or unanswered:
        raise DomainError(*problems, *unanswered)
    rules.refuse_second(service, around.open_at)
    made = Session(
        service=service, business=business, product=product, booked_by=actor, note=note,
        before=_frozen(business, product), place=place or service.place, created_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    rows = _series(made, starts_at)
    _place(rows, mentor=mentor, offer=offer, holds=around.holds)
    first = rows[0]
    first.first_timer_day = first_timers.take(business=business, service=service, starts_at=first.starts_at)
    for row in rows:
        row.quota_quarter = quota.take(business=business, service=service, starts_at=row.starts_at)
    Session.objects.bulk_create(rows)
    audit.record("sessions.book", first, actor=actor, service=service.slug, starts_at=first.starts_at.isoformat())
    messages.booked(first, rows)
    intake.keep(first, checked)
    return first


def _series(made: Session, starts_at: datetime) -> list[Session]:
    """Return a row for each session of the booking; those of a series share its id."""
    starts = claiming.series_starts(made.service, starts_at)
    series = uuid.uuid4() if len(starts) > 1 else None
    values = {field.attname: getattr(made, field.attname) for field in Session._meta.concrete_fields}
    rows = []
    for start in starts:
        ends = start + timedelta(minutes=made.service.duration)
        row = Session(**{**values, "id": uuid.uuid4(), "starts_at": start, "ends_at": ends, "series": series})
        row.service, row.business, row.product, row.booked_by = (
            made.service, made.business, made.product, made.booked_by
        )  # fmt: skip
        rows.append(row)
    return rows


def _place(rows: list[Session], *, mentor: Mentor | None, offer: Offer | None, holds: bool) -> None:
    """Set mentor and room of every row and take their time: from a seat, an offer, an open hold, or the calendar."""
    first = rows[0]
    if first.service.seats > 1:
        _sit(rows, mentor, offer)
        return
    given = hold.take_over(rows, mentor=mentor, offer=offer) if offer or holds else None
    if given is None:
        wish = Wish(place=first.place, district=_district(first))
        given = claiming.claim(
            service=first.service, starts=[row.starts_at for row in rows], holders=[row.pk for row in rows],
            mentor=mentor, business=first.business_id, wish=wish,
        )  # fmt: skip
    for row, room in zip(rows, given.rooms, strict=True):
        row.mentor, row.room_id = given.mentor, room
        if room and room in given.room_names:
            # Its name is all the messages want: no need to read it again.
            row.room = Room(pk=room, name=given.room_names[room])
    if first.service.asks_mentor:
        _ask(rows, given.mentor)


def _district(session: Session) -> str:
    return session.business.district_code if session.place == Place.VISIT else ""


def _sit(rows: list[Session], mentor: Mentor | None, offer: Offer | None) -> None:
    for row in rows:
        kept = offer.occurrence if offer and offer.starts_at == row.starts_at else None
        row.occurrence = kept or seats.take_seat(service=row.service, starts_at=row.starts_at, mentor=mentor)
        row.mentor, row.room, row.place = row.occurrence.mentor, row.occurrence.room, row.occurrence.place
        row.ends_at = row.occurrence.ends_at
        claiming.claim_own_time(row, row.starts_at, row.ends_at)


def _ask(rows: list[Session], mentor: Mentor) -> None:
    """Make requests of them: the mentor must answer, and until then their time is only held."""
    answer_by = answer_deadline(rows[0].starts_at)
    for row in rows:
        row.state, row.answer_by, row.asked = SessionState.REQUESTED, answer_by, [mentor.pk]
        claiming.keep_until(row, answer_by + GRACE)


def answer_deadline(starts_at: datetime) -> datetime:
    """Return until when a mentor may answer: a day from now, but half of the time left where that is shorter."""
    now = clock.now()
    return now + min(ANSWER_WITHIN, (starts_at - now) / 2)


def _frozen(business: Business, product: Product | None) -> dict[str, Any]:
    """Return profile and listing as they are now; prices in rupiah, photos by storage name."""
    profile = {"tagline": business.tagline, "story": plain_story(business)}
    if product is None:
        return profile
    return profile | {
        "name": product.name,
        "description": product.description,
        "status": product.status,
        "min_price": product.min_price,
        "max_price": product.max_price,
        "photos": [{"name": name, "alt": alt} for name, alt in product.photos.values_list("original", "alt")],
    }

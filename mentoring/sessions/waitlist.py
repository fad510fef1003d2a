"""Wait for a time: join the line, leave it, and answer what is offered."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.services.models import Service
from mentoring.sessions import offers, rules
from mentoring.sessions.book import book
from mentoring.sessions.models import Offer, Session, Waiting
from products.catalogue.models import Product
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core import audit, clock
from rumah.core.errors import DomainError, NotAllowed, Problem
from rumah.core.locking import locked_one


@transaction.atomic
def join(*, actor: User, service: Service, business: Business, product: Product | None = None) -> Waiting:
    """Put the business in line and return its place; who is in line already keeps it.

    Raises NotAllowed for a stranger, DomainError for what is missing, and Conflict (code `open`) for a business that
    has a session of this service to come. A series is not offered piece by piece (code `series`).
    """
    business = rules.lock_own(actor, business)
    problems = rules.wrong_wish(
        service=service, business=business, product=product, mentor=None, place="", note=""
    )  # fmt: skip
    if service.series_length > 1 and service.seats == 1:
        problems.append(Problem(_("Rangkaian pertemuan tidak punya daftar tunggu."), "service", "series"))
    if problems:
        raise DomainError(*problems)
    now = clock.now()
    around = rules.look_around(actor=actor, service=service, business=business, starts_at=now)
    rules.refuse_second(service, around.open_at)
    row, made = Waiting.objects.get_or_create(
        service=service, business=business, state=Waiting.State.WAITING,
        defaults={"product": product, "joined_by": actor, "joined_at": now},
    )  # fmt: skip
    if not made and business.sessions.filter(service=service, created_at__gt=row.joined_at).exists():
        # They booked since: this is a new wait, and it begins now.
        row.product, row.joined_by, row.joined_at, row.missed = product, actor, now, 0
        row.save(update_fields=["product", "joined_by", "joined_at", "missed"])
    audit.record("sessions.wait", row, actor=actor, service=service.slug)
    return row


@transaction.atomic
def leave(*, actor: User, waiting: Waiting) -> None:
    """Leave the line; an open offer goes to the next. Raises NotAllowed for a stranger; twice is once."""
    row = _own(actor, waiting)
    for offer in row.offers.filter(state=Offer.State.OPEN).select_related("waiting__service", "occurrence__service"):
        offers.end(offer, Offer.State.DECLINED, actor=actor)
    if Waiting.objects.filter(pk=row.pk, state=Waiting.State.WAITING).update(state=Waiting.State.LEFT):
        audit.record("sessions.wait_left", row, actor=actor)


@transaction.atomic
def accept(*, actor: User, offer: Offer) -> Session:
    """Book what is offered and return the session.

    Raises NotAllowed for a stranger, Conflict when the offer has ended, and whatever `book` raises.
    """
    waiting = _own(actor, offer.waiting)
    offer = _locked(offer)
    offers.refuse_ended(offer)
    session = book(
        actor=actor, service=waiting.service, business=waiting.business, starts_at=offer.starts_at,
        product=waiting.product, place=offer.place, offer=offer,
    )  # fmt: skip
    offer.state = Offer.State.ACCEPTED
    offer.save(update_fields=["state"])
    Waiting.objects.filter(pk=waiting.pk).update(state=Waiting.State.BOOKED)
    audit.record("sessions.offer_accepted", offer, actor=actor)
    return session


@transaction.atomic
def decline(*, actor: User, offer: Offer) -> None:
    """Let the offered time go to the next; the place in line stays. Raises NotAllowed, or Conflict when it ended."""
    _own(actor, offer.waiting)
    offer = _locked(offer)
    offers.refuse_ended(offer)
    offers.end(offer, Offer.State.DECLINED, actor=actor)


def _own(actor: User, waiting: Waiting) -> Waiting:
    """Lock the business first, as `book` does, and return the place in line."""
    row = Waiting.objects.select_related("service", "business", "product").get(pk=waiting.pk)
    if not rules.is_member(actor, row.business_id):
        raise NotAllowed(_("Anda tidak terdaftar di usaha ini."))
    rules.lock_own(actor, row.business)
    return row


def _locked(offer: Offer) -> Offer:
    rows = Offer.objects.filter(pk=offer.pk)
    return locked_one(rows.select_related("waiting__service", "mentor__user", "occurrence__service"))

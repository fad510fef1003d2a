"""Book a session: claim the time of mentor, business and room, and write the session, in one transaction."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from mentoring.schedule import cells
from mentoring.schedule.calendar import HOUSE
from mentoring.schedule.models import Cell
from mentoring.schedule.slots import Slot, slots
from mentoring.services.models import Mentor, Service
from mentoring.sessions import messages
from mentoring.sessions.models import Session, SessionState
from products.catalogue.models import Product
from products.catalogue.states import Status
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.businesses.profile import plain_story
from rumah.businesses.states import Standing
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_text

NOTE_LENGTH = 1000


@transaction.atomic
def book(
    *, actor: User, service: Service, business: Business, starts_at: datetime, product: Product | None = None,
    mentor: Mentor | None = None, note: str = "",
) -> Session:  # fmt: skip
    """Book `service` at `starts_at` (aware) for one of the actor's businesses and return the session.

    Without `mentor` the least loaded free one is taken. The listing of `product` is frozen as the session's *before*.
    Raises NotAllowed when the actor does not speak for the business, DomainError for what is missing or wrong, and
    Conflict when the time is no longer free (code `taken`), the business is busy then (`busy`) or still has an open
    session of this service (`open`). Fields are `start`, `business`, `product`, `mentor`, `note`.
    """
    business = _locked_own(actor, business)
    note = clean_text(note)
    _refuse_wrong(service, business, product, mentor, note)
    _refuse_second(service, business)
    slot = _offered(service, starts_at, mentor)
    session = Session(
        id=uuid.uuid4(), service=service, business=business, product=product, booked_by=actor,
        starts_at=slot.starts_at, ends_at=slot.ends_at, note=note, before=_frozen(business, product),
        created_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    _claim(session, slot)
    session.save(force_insert=True)
    audit.record("sessions.book", session, actor=actor, service=service.slug, starts_at=slot.starts_at.isoformat())
    messages.booked(session)
    return session


def _locked_own(actor: User, business: Business) -> Business:
    """Lock the business, starting at the person: its other bookings wait, so that only one can be the open one."""
    try:
        return locked_one(actor.businesses.filter(pk=business.pk))
    except ObjectDoesNotExist:
        raise NotAllowed(Problem(_("Anda tidak terdaftar di usaha ini."), "business", "not_member")) from None


def _refuse_wrong(
    service: Service, business: Business, product: Product | None, mentor: Mentor | None, note: str
) -> None:
    problems = []
    if not service.is_active:
        problems.append(Problem(_("Layanan ini sedang tidak dibuka."), "service", "closed"))
    if business.standing == Standing.SUSPENDED:
        problems.append(Problem(_("Usaha ini sedang ditangguhkan. Hubungi petugas."), "business", "suspended"))
    if product is None and service.for_product:
        problems.append(Problem(_("Pilih produk yang ingin didampingi."), "product", "required"))
    if product and (product.business_id != business.pk or product.status == Status.ARCHIVED):
        problems.append(Problem(_("Pilih salah satu produk usaha ini."), "product"))
    if mentor and not mentor.skills.filter(pk=service.pk).exists():
        problems.append(Problem(_("Pendamping ini tidak memberikan layanan itu."), "mentor"))
    if len(note) > NOTE_LENGTH:
        text = _("Catatan terlalu panjang: paling banyak %(most)s huruf.") % {"most": NOTE_LENGTH}
        problems.append(Problem(text, "note", "too_long"))
    if problems:
        raise DomainError(*problems)


def _refuse_second(service: Service, business: Business) -> None:
    open_one = business.sessions.filter(service=service, state=SessionState.CONFIRMED, starts_at__gt=clock.now())
    if first := open_one.order_by("starts_at").first():
        start = clock.local(first.starts_at, HOUSE)
        text = _("Usaha ini masih punya sesi %(service)s pada %(date)s pukul %(time)s WIB. Jalani atau batalkan dulu.")
        facts = {"service": service.name, "date": f"{start:%d/%m/%Y}", "time": f"{start:%H.%M}"}
        raise Conflict(Problem(text % facts, "service", "open"))


def _offered(service: Service, starts_at: datetime, mentor: Mentor | None) -> Slot:
    day = clock.local(starts_at, HOUSE).date()
    for slot in slots(service=service, first=day, last=day, mentor=mentor):
        if slot.starts_at == starts_at:
            return slot
    raise cells.taken()


def _claim(session: Session, slot: Slot) -> None:
    """Set mentor and room to the first pair whose time could be taken; one that was just lost leads to the next."""
    service = session.service
    starts = slot.starts_at - timedelta(minutes=service.buffer_before)
    ends = slot.ends_at + timedelta(minutes=service.buffer_after)
    own = cells.business_resource(session.business_id)
    # Only bookings of this business write its cells, and they wait for our lock: what is seen here stays true.
    if Cell.objects.filter(resource=own, starts_at__in=cells.quarters(starts, ends)).exists():
        raise Conflict(Problem(_("Usaha Anda sudah punya sesi lain pada jam itu. Pilih jam lain."), "start", "busy"))
    for mentor in _by_load(slot.mentor_ids):
        for room in slot.room_ids or (None,):
            resources = [own, cells.mentor_resource(mentor), *([cells.room_resource(room)] if room else [])]
            try:
                cells.claim(resources=resources, starts_at=starts, ends_at=ends, holder=session.pk)
            except Conflict:
                continue
            session.mentor = Mentor.objects.select_related("user").get(pk=mentor)
            session.room_id = room
            return
    raise cells.taken()


def _by_load(mentor_ids: tuple[int, ...]) -> list[int]:
    """Return the mentors, fewest coming sessions first, so that work is shared."""
    if len(mentor_ids) == 1:
        return list(mentor_ids)
    coming = Session.objects.filter(mentor__in=mentor_ids, state=SessionState.CONFIRMED, starts_at__gt=clock.now())
    loads = dict(coming.order_by().values_list("mentor").annotate(load=Count("pk")))
    return sorted(mentor_ids, key=lambda pk: (loads.get(pk, 0), pk))


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

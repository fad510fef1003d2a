"""Who may book what: everything that is wrong with a wish is said at once, before any time is taken."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.utils.translation import gettext as _

from mentoring.schedule.calendar import HOUSE
from mentoring.services.models import IntakeQuestion, Mentor, Service
from mentoring.sessions.models import OPEN, Hold, Session
from products.catalogue.models import Product
from products.catalogue.states import Status
from rumah.accounts.found import COORDINATOR
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.core import clock
from rumah.core.errors import Conflict, NotAllowed, Problem
from rumah.core.locking import locked_by, locked_one
from rumah.core.prepared import Prepared

NOTE_LENGTH = 1000
OWN = Prepared(
    lambda user, business: (
        Business.objects.filter(members=user, pk=business)
        .only("standing", "tagline", "story")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
)
# Asked at every booking, as one: three queries put together by Django cost more than the answers are worth.
_AROUND = """
SELECT
  (SELECT MIN(starts_at) FROM {session} WHERE business_id = %s AND service_id = %s AND state IN (%s, %s)
    AND starts_at > %s),
  EXISTS(SELECT 1 FROM {hold} WHERE held_by_id = %s AND service_id = %s AND starts_at = %s),
  EXISTS(SELECT 1 FROM {question} WHERE service_id = %s)
"""


@dataclass(frozen=True, slots=True)
class Around:
    """When the business's next open session of the service is; whether the slot is held, and questions are asked."""

    open_at: datetime | None
    holds: bool
    asks: bool


def lock_own(actor: User, business: Business) -> Business:
    """Lock the business, starting at the person: its other bookings wait, so that only one can be the open one.

    Returns `business` with its standing and words as they are now. Raises NotAllowed when the actor does not speak for
    it.
    """
    row = next(iter(locked_by(Business, OWN, user=actor.pk, business=business.pk)), None)
    if row is None:
        raise NotAllowed(Problem(_("Anda tidak terdaftar di usaha ini."), "business", "not_member"))
    business.standing, business.tagline, business.story = row.standing, row.tagline, row.story
    return business


def lock_business(pk: int) -> None:
    """Lock the business for one who need not belong to it, so that the house and its members wait for each other."""
    locked_one(Business.objects.only("pk").filter(pk=pk))


def wrong_wish(
    *, service: Service, business: Business, product: Product | None, mentor: Mentor | None, place: str, note: str
) -> list[Problem]:
    """Return every problem with what is wanted, on `service`, `business`, `product`, `mentor`, `place` or `note`."""
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
    if place and place not in service.places:
        problems.append(Problem(_("Layanan ini tidak diberikan di tempat itu."), "place"))
    if len(note) > NOTE_LENGTH:
        text = _("Catatan terlalu panjang: paling banyak %(most)s huruf.") % {"most": NOTE_LENGTH}
        problems.append(Problem(text, "note", "too_long"))
    return problems


def look_around(*, actor: User, service: Service, business: Business, starts_at: datetime) -> Around:
    """Return what a booking must know before it takes any time, once the business is locked. One query."""
    prepare = connection.ops.adapt_datetimefield_value
    tables = {"session": Session, "hold": Hold, "question": IntakeQuestion}
    sql = _AROUND.format(**{name: model._meta.db_table for name, model in tables.items()})
    values = [business.pk, service.pk, *OPEN, prepare(clock.now()), actor.pk, service.pk, prepare(starts_at)]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, service.pk])
        first, holds, asks = cursor.fetchone()
    # SQLite answers an aggregate with a text in UTC.
    open_at = datetime.fromisoformat(first).replace(tzinfo=UTC) if isinstance(first, str) else first
    return Around(open_at, bool(holds), bool(asks))


def refuse_second(service: Service, open_at: datetime | None) -> None:
    """Raise Conflict (code `open`) when the business still has a session of this service to come, at `open_at`."""
    if open_at:
        start = clock.local(open_at, HOUSE)
        text = _("Usaha ini masih punya sesi %(service)s pada %(date)s pukul %(time)s WIB. Jalani atau batalkan dulu.")
        facts = {"service": service.name, "date": f"{start:%d/%m/%Y}", "time": f"{start:%H.%M}"}
        raise Conflict(Problem(text % facts, "service", "open"))


def is_house(actor: User, mentor: Mentor) -> bool:
    """Whether the actor speaks for the house here: the session's mentor, a coordinator, or a superuser."""
    return (
        mentor.user_id == actor.pk or actor.is_superuser or actor.groups.filter(name=COORDINATOR).exists()
    )  # fmt: skip


def is_member(actor: User, business_id: int) -> bool:
    """Whether the actor speaks for the business, as its owner or as a companion."""
    return actor.memberships.filter(business_id=business_id).exists()

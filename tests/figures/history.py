"""Invented histories, written in bulk, and the same figures counted the slow way: row by row in Python."""

import uuid
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

from mentoring.journal.models import Effort
from mentoring.results.models import Deliverable, Publication, Version
from mentoring.sessions.models import Session
from products.care.models import Complaint
from products.catalogue.models import Product
from products.orders.models import Order, OrderLine, Purchase, Shipment
from products.payments.models import Transfer
from products.readiness.models import Assessment, Rubric
from products.traffic.models import ProductDay
from rumah.businesses.models import Business, Permit
from rumah.core import clock
from rumah.core.models import AuditEntry
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory, VariantFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory

FIRST = date(2026, 3, 1)
DAYS = 12
DISTRICTS = ("35.10.16", "35.10.24", "35.10.01")
ENDED = {"resolved", "closed", "withdrawn"}


class History:
    """Twelve days of everything, the same for the same seed. Moments fall on midnight of WIB more often than not."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.businesses = [self._business(at) for at in range(14)]
        self.services = ServiceFactory.create_batch(2)
        self.mentors = [MentorFactory(skills=self.services, hours=False) for _one in range(2)]
        self.products = [self._product() for _one in range(12)]
        self.sessions = [self._session() for _one in range(40)]
        self._rest()

    def moment(self, *, back: int = 2) -> datetime:
        """Return a moment around the range; one in three is the very first or last second of a day of WIB."""
        day = FIRST + timedelta(days=self.rng.randrange(-back, DAYS + 1))
        seconds = self.rng.choice((0, 86_399, self.rng.randrange(86_400)))
        return datetime(day.year, day.month, day.day, tzinfo=clock.ZONES["WIB"]).astimezone(UTC) + timedelta(
            seconds=seconds
        )

    def _business(self, at: int) -> Business:
        created = self.moment(back=9)
        standing = self.rng.choice(("draft", "submitted", "verified", "verified", "suspended"))
        verified = created + timedelta(hours=self.rng.randrange(80)) if standing in {"verified", "suspended"} else None
        made = BusinessFactory(
            region_code=f"{self.rng.choice(DISTRICTS)}.1001", sector=self.rng.choice(("makanan", "kriya")),
            standing=standing, created_at=created, verified_at=verified,
        )  # fmt: skip
        if verified:
            verbs = ["suspend", "reinstate"] * 2 if standing == "verified" else ["suspend", "reinstate", "suspend"]
            times = sorted(max(verified, self.moment()) for _verb in verbs)
            if self.rng.random() < 0.5 or standing == "suspended":
                for verb, when in zip(verbs, times, strict=True):
                    AuditEntry.objects.create(
                        at=when, verb=f"businesses.{verb}", target_type="businesses.business", target_id=str(made.pk),
                        business_id=made.pk,
                    )  # fmt: skip
        for number in range(self.rng.randrange(4)):
            ends = self.rng.choice((None, FIRST + timedelta(days=self.rng.randrange(-5, 50))))
            Permit.objects.create(
                business=made, kind=self.rng.choice(("nib", "halal")), number=f"{at}-{number}", expires_on=ends
            )
        return made

    def _product(self) -> Product:
        business = self.rng.choice(self.businesses)
        listed = self.rng.random() < 0.7
        product = ProductFactory(
            business=business, category=self._category(), is_listed=listed, listed_at=self.moment()
        )
        VariantFactory(product=product)
        for day in self.rng.sample(range(DAYS), 5):
            ProductDay.objects.create(
                product=product, day=FIRST + timedelta(days=day), views=self.rng.randrange(9),
                cart_adds=self.rng.randrange(3),
            )  # fmt: skip
        return product

    def _category(self):
        self.category = getattr(self, "category", None) or CategoryFactory()
        return self.category

    def _session(self) -> Session:
        starts = self.moment()
        created = starts - timedelta(seconds=self.rng.choice((0, 86_400, 86_399, self.rng.randrange(500 * 86_400))))
        state = self.rng.choice(("confirmed", "completed", "completed", "no_show", "cancelled"))
        series = uuid.UUID(int=self.rng.randrange(1, 6)) if self.rng.random() < 0.4 else None
        session = Session.objects.create(
            service=self.rng.choice(self.services), business=self.rng.choice(self.businesses),
            mentor=self.rng.choice(self.mentors), state=state, starts_at=starts, ends_at=starts + timedelta(hours=1),
            created_at=created, changed_at=starts, series=series,
        )  # fmt: skip
        if self.rng.random() < 0.6:
            Effort.objects.create(
                session=session, mentor=session.mentor, kind=self.rng.choice(("preparation", "contact")),
                on=clock.local(starts).date(), minutes=self.rng.randrange(1, 300), logged_at=starts,
            )  # fmt: skip
        return session

    def _rest(self) -> None:
        rubric = Rubric.objects.get_or_create(version=9, defaults={"valid_from": FIRST, "levels": []})[0]
        for _one in range(25):
            Assessment.objects.create(
                business=self.rng.choice(self.businesses), rubric=rubric, at=self.moment(), score=1, shown=1,
                level=self.rng.choice(("rintisan", "modern")), results={},
            )  # fmt: skip
        for session in self.rng.sample(self.sessions, 12):
            self._result(session)
        for number in range(40):
            self._order(number)

    def _result(self, session: Session) -> None:
        came = self.moment()
        row = Deliverable.objects.create(
            session=session, business=session.business, mentor=session.mentor, kind="promo", state="live",
            created_at=came, changed_at=came,
        )  # fmt: skip
        version = Version.objects.create(deliverable=row, number=1, submitted_at=came)
        times = sorted(came + timedelta(hours=self.rng.randrange(90)) for _time in range(self.rng.randrange(3)))
        for at, live in enumerate(times):
            gone = live if at < len(times) - 1 else None
            Publication.objects.create(deliverable=row, version=version, live_at=live, reverted_at=gone)

    def _order(self, number: int) -> None:
        placed, product = self.moment(), self.rng.choice(self.products)
        paid = placed + timedelta(seconds=self.rng.randrange(9_000)) if self.rng.random() < 0.7 else None
        price = 15_000 * self.rng.randrange(1, 9)
        purchase = Purchase.objects.create(
            number=f"RK-{number}", buyer_name="Siti", buyer_phone="+62812", delivery="ship", items_total=price,
            shipping_total=0, total=price, placed_at=placed, expires_at=placed, paid_at=paid,
            payment_state="paid" if paid else "cod",
        )  # fmt: skip
        order = Order.objects.create(
            purchase=purchase, business=product.business, number=f"RK-{number}-1", items_total=price, shipping_fee=0,
            delivery=self.rng.choice(("ship", "pickup")), weight=1, placed_at=placed, changed_at=placed,
        )  # fmt: skip
        line = OrderLine.objects.create(
            order=order, variant=product.variants.get(), product_name="x", unit_price=price, quantity=1, total=price
        )
        for _one in range(self.rng.randrange(3)):
            Shipment.objects.create(
                order=order, courier="JNE", shipped_at=placed + timedelta(seconds=self.rng.randrange(300_000))
            )
        if self.rng.random() < 0.6:
            self._transfer(order, "earned", price)
            if self.rng.random() < 0.5:
                self._transfer(order, "refund", -price // 3)
            self._transfer(order, "parcel", -5_000)
        if self.rng.random() < 0.4:
            opened, state = self.moment(), self.rng.choice(("open", "escalated", "closed", "withdrawn"))
            Complaint.objects.create(
                line=line, order=order, business=order.business, reason=self.rng.choice(("damaged", "wrong")),
                text="x", wish="send_again", state=state, opened_at=opened,
                changed_at=opened + timedelta(hours=self.rng.randrange(100)),
            )  # fmt: skip

    def _transfer(self, order: Order, kind: str, amount: int) -> None:
        commission = amount // 10 if kind != "parcel" else 0
        Transfer.objects.create(
            order=order, business=order.business, kind=kind, reference=f"{kind}-{order.pk}",
            amount=amount - commission, commission=commission, at=self.moment(back=40),
        )  # fmt: skip


Key = tuple[str, date, str, str]


def day_of(moment: datetime) -> date:
    """Return the day of WIB."""
    return clock.local(moment).date()


def recount(days: list[date]) -> dict[Key, int]:
    """Return every number of these days the slow way: by measure, day, part and kecamatan; zeroes are left out."""
    found: Counter[Key] = Counter()
    for day in days:
        _stocks(found, day)
    _flows(found)
    return {key: value for key, value in found.items() if value and key[1] in days}


def _stocks(found: Counter[Key], day: date) -> None:
    for business in Business.objects.all():
        code = business.region_code[:8]
        if day_of(business.created_at) > day:
            continue
        found["businesses", day, business.sector, code] += 1
        if not business.verified_at or day_of(business.verified_at) > day or _is_off(business, day):
            continue
        found["verified", day, business.sector, code] += 1
        told = [one for one in business.assessments.order_by("id") if day_of(one.at) <= day]
        found["levels", day, told[-1].level if told else "", code] += 1
        permits = list(business.permits.all())
        for kind in {one.kind for one in permits if one.expires_on is None or one.expires_on >= day}:
            found["permits", day, kind, code] += 1
        soon = day + timedelta(days=29)
        for kind in {one.kind for one in permits if one.expires_on and day <= one.expires_on <= soon}:
            found["permits_ending", day, kind, code] += 1
    for product in Product.objects.filter(is_listed=True):
        found["products", day, "", product.district_code] += day_of(product.listed_at) <= day
    since = day - timedelta(days=29)
    earned = [one for one in Transfer.objects.filter(kind="earned") if since <= day_of(one.at) <= day]
    for business in {one.business for one in earned}:
        found["sellers", day, "", business.region_code[:8]] += 1
    for one in Complaint.objects.all():
        is_over = one.state in ENDED and day_of(one.changed_at) <= day
        if day_of(one.opened_at) <= day and not is_over:
            found["complaints_open", day, one.reason, one.business.region_code[:8]] += 1


def _is_off(business: Business, day: date) -> bool:
    entries = AuditEntry.objects.filter(business_id=business.pk, verb__startswith="businesses.").order_by("id")
    verbs = [entry.verb for entry in entries if day_of(entry.at) <= day]
    return bool(verbs) and verbs[-1] == "businesses.suspend"


def _flows(found: Counter[Key]) -> None:
    def add(measure: str, moment: datetime, part: str, business: Business, value: int = 1) -> None:
        found[measure, day_of(moment), part, business.region_code[:8]] += value

    for one in Business.objects.all():
        add("new", one.created_at, one.sector, one)
        if one.verified_at:
            add("newly_verified", one.verified_at, one.sector, one)
    _meetings(add, found)
    _selling(add)
    for one in ProductDay.objects.all():
        found["views", one.day, "", one.product.district_code] += one.views
        found["cart_adds", one.day, "", one.product.district_code] += one.cart_adds


def _selling(add) -> None:
    for one in Deliverable.objects.all():
        add("results_in", one.created_at, one.session.service.slug, one.business)
        if lives := [row.live_at for row in one.publications.all()]:
            add("results_live", min(lives), one.session.service.slug, one.business)
    for one in Order.objects.all():
        add("orders", one.placed_at, one.delivery, one.business)
        sent = min((row.shipped_at for row in one.shipments.all()), default=None)
        since = one.purchase.paid_at or one.placed_at
        if sent and one.delivery == "ship" and sent >= since:
            add("shipped", sent, "", one.business)
            add("ship_minutes", sent, "", one.business, int((sent - since).total_seconds() // 60))
    for one in Transfer.objects.all():
        worth = one.amount + one.commission
        if one.kind == "earned":
            add("done", one.at, "", one.business)
            add("sales", one.at, "", one.business, worth)
        if one.kind == "refund":
            add("refunds", one.at, "", one.business, -worth)
    for one in Complaint.objects.all():
        add("complaints", one.opened_at, one.reason, one.business)


def _meetings(add, found: Counter[Key]) -> None:
    states = {"completed": "held", "no_show": "missed", "cancelled": "cancelled"}
    for one in Session.objects.all():
        slug = one.service.slug
        add("booked", one.created_at, slug, one.business)
        if one.state in states:
            add(states[one.state], one.starts_at, slug, one.business)
        is_first = not one.series or not Session.objects.filter(series=one.series, starts_at__lt=one.starts_at).exists()
        if one.state == "completed" and is_first:
            add("wait", one.starts_at, f"{min((one.starts_at - one.created_at).days, 365):03d}", one.business)
    for one in Effort.objects.all():
        found["minutes", one.on, one.kind, one.session.business.region_code[:8]] += one.minutes

"""One result in every state for the owner and the mentor who sign in, made by the verbs that really make them."""

import io
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from mentoring.results.affirm import affirm
from mentoring.results.approve import approve
from mentoring.results.measure import measure
from mentoring.results.models import Deliverable, Publication, Remark
from mentoring.results.revise import Spot, revise
from mentoring.results.settle import leave, settle
from mentoring.results.states import ResultState
from mentoring.results.submit import Words, submit, submit_again
from mentoring.results.undo import undo
from mentoring.schedule.models import Cell
from mentoring.services.models import Mentor, Service
from mentoring.sessions.models import Session, SessionState
from products.catalogue.models import Product
from products.traffic.models import ProductDay
from rumah.accounts.models import User
from rumah.core.models import OutboxMessage
from rumah.demo.pictures.draw import KINDS, draw

WIB = ZoneInfo("Asia/Jakarta")
SENTENCE = "Dibuat tiap pagi dari bahan sekitar desa. Tahan dua bulan selama tertutup rapat."
WINDOW = 28


@dataclass(frozen=True, slots=True)
class Scene:
    """One result: how many days ago its session was, what is handed in, and what became of it."""

    days_ago: int
    kind: str
    play: Callable[["Cast", Deliverable], None]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part."""

    owner: User
    coordinator: User
    mentor: Mentor


def show(*, now: datetime, seed: int, owner: User, coordinator: User, mentor: Mentor) -> None:
    """Write the results; an owner without products in the demo gets none."""
    products = list(
        Product.objects.filter(business__memberships__user=owner, is_listed=True)
        .select_related("business", "category").order_by("pk")
    )  # fmt: skip
    service = Service.objects.filter(is_active=True, for_product=True).order_by("position", "pk").first()
    if not products or service is None:
        return
    rng = Random(f"{seed}/results")  # noqa: S311  # invented results
    cast = Cast(owner, coordinator, mentor)
    with transaction.atomic():
        for at, scene in enumerate(SCENES):
            product = products[at % len(products)]
            session = _session(cast, product, service, scene, now=now, rng=rng)
            row = submit(
                actor=mentor.user, session=session, kind=scene.kind, words=_words(scene.kind, product),
                files=_files(scene.kind, product, seed),
            )  # fmt: skip
            scene.play(cast, row)
            _date(row, session, now)
        # Nobody is told of what happened before they came.
        OutboxMessage.objects.filter(dedupe_key__startswith="result:").delete()


def _date(row: Deliverable, session: Session, now: datetime) -> None:
    """Let a version come a day after the session, and each next one two days later."""
    for version in row.versions.order_by("number"):
        version.submitted_at = min(now, session.ends_at + timedelta(days=2 * version.number - 1))
        version.save(update_fields=["submitted_at"])
        Remark.objects.filter(version=version).update(at=min(now, version.submitted_at + timedelta(hours=20)))
    row.refresh_from_db()
    row.created_at = min(now, session.ends_at + timedelta(days=1))
    if row.state not in {ResultState.LIVE, ResultState.REVERTED}:
        row.changed_at = min(now, version.submitted_at + timedelta(hours=20 * (row.state != ResultState.WAITING)))
    row.save(update_fields=["created_at", "changed_at"])


def _session(cast: Cast, product: Product, service: Service, scene: Scene, *, now: datetime, rng: Random) -> Session:
    """Write a session that was held, after the hours any other session of the demo has."""
    day: date = now.astimezone(WIB).date() - timedelta(days=scene.days_ago)
    starts = datetime.combine(day, time(17), WIB).astimezone(ZoneInfo("UTC"))
    session = Session.objects.create(
        id=uuid.UUID(int=rng.getrandbits(128), version=4), service=service, business=product.business, product=product,
        mentor=cast.mentor, booked_by=cast.owner, starts_at=starts, ends_at=starts + timedelta(hours=1),
        state=SessionState.COMPLETED, created_at=starts - timedelta(days=4), changed_at=starts + timedelta(hours=1),
        before={
            "name": product.name, "description": product.description, "min_price": product.min_price,
            "max_price": product.max_price, "tagline": product.business.tagline,
            "photos": [{"name": name, "alt": alt} for name, alt in product.photos.values_list("original", "alt")],
        },
    )  # fmt: skip
    quarters = [starts + timedelta(minutes=15) * step for step in range(4)]
    resources = (f"b{product.business_id}", f"m{cast.mentor.pk}")
    Cell.objects.bulk_create(
        Cell(resource=resource, starts_at=quarter, holder=session.pk) for resource in resources for quarter in quarters
    )
    return session


def _words(kind: str, product: Product) -> Words:
    if kind == "text":
        return Words(
            name=product.name, description=f"{product.description}\n\n{SENTENCE}".strip(),
            note="Saya tambah cara membuat dan daya simpannya; itu yang paling sering ditanyakan pembeli.",
        )  # fmt: skip
    if kind == "promo":
        return Words(caption=f"{product.name} baru matang! Pesan hari ini, dikirim besok.", note="Untuk Instagram.")
    return Words(note="Cahaya dari samping, latar lebih bersih.")


def _files(kind: str, product: Product, seed: int) -> list[bytes]:
    if kind not in {"photo", "packaging"}:
        return []
    known = sorted(KINDS)
    thing = next((name for name in known if name in product.name.lower()), known[product.pk % len(known)])
    out = io.BytesIO()
    view = "kemasan" if kind == "packaging" else "dekat"
    picture = draw(kind=thing, view=view, seed=f"{seed}/hasil", name=product.name, shop=product.business.name)
    picture.save(out, "JPEG", quality=90)
    return [out.getvalue()]


def _waits(cast: Cast, row: Deliverable) -> None:
    """Leave it with the owner."""


def _asked(cast: Cast, row: Deliverable) -> None:
    version = row.versions.order_by("-number")[0]
    piece = version.pieces.first()
    spot = (
        Spot("Bagian ini masih gelap.", piece.pk, 17, 83)
        if piece
        else Spot("Jangan janjikan selama itu, nanti ada yang kecewa.")
    )
    revise(actor=cast.owner, deliverable=row, version=version.number, spots=[spot])


def _referred(cast: Cast, row: Deliverable) -> None:
    for told, better in pairwise(("dua bulan", "enam minggu", "satu bulan")):
        _asked(cast, row)
        version = row.versions.order_by("-number")[0]
        text = version.description.replace(told, better)
        words = Words(name=version.name, description=text, note="Sudah saya ubah.")
        submit_again(actor=cast.mentor.user, deliverable=row, words=words)
    _asked(cast, row)


def _ready(cast: Cast, row: Deliverable) -> None:
    _referred(cast, row)
    settle(actor=cast.coordinator, deliverable=row, decision="ready", reason="Sudah sesuai kesepakatan di sesi.")


def _closed(cast: Cast, row: Deliverable) -> None:
    _ready(cast, row)
    leave(actor=cast.owner, deliverable=row)


def _live(cast: Cast, row: Deliverable) -> None:
    version = row.versions.order_by("-number")[0]
    approve(actor=cast.owner, deliverable=row, version=version.number)


def _reverted(cast: Cast, row: Deliverable) -> None:
    _live(cast, row)
    undo(actor=cast.owner, deliverable=row)


def _measured(cast: Cast, row: Deliverable) -> None:
    _live(cast, row)
    publication = row.publications.get()
    publication.live_at -= timedelta(days=WINDOW + 6)
    publication.save(update_fields=["live_at"])
    Deliverable.objects.filter(pk=row.pk).update(changed_at=publication.live_at)
    _visits(publication)
    measure(publication.pk)


def _affirmed(cast: Cast, row: Deliverable) -> None:
    _measured(cast, row)
    affirm(
        actor=cast.owner, deliverable=row, sales_before=3_200_000, sales_now=4_100_000, workers_before=2, workers_now=3
    )


def _visits(publication: Publication) -> None:
    """Let people come on the days around it: a little more often after, as the new photo is in front."""
    product = publication.deliverable.product
    if product is None or product.traffic.exists():
        return
    rng = Random(product.code)  # noqa: S311  # invented visits
    live_on = publication.live_at.astimezone(WIB).date()
    ProductDay.objects.bulk_create(
        ProductDay(
            product=product, day=live_on + timedelta(days=offset), views=(views := rng.randrange(4, 30 + offset // 4)),
            cart_adds=views // 9, lowest_price=publication.price, highest_price=publication.price,
            was_out=offset == WINDOW // 2,
        )
        for offset in range(-WINDOW, WINDOW + 1)
    )  # fmt: skip


SCENES = (
    Scene(95, "text", _affirmed),
    Scene(50, "promo", _live),
    Scene(48, "photo", _measured),
    Scene(40, "text", _reverted),
    Scene(33, "text", _closed),
    Scene(21, "packaging", _live),
    Scene(16, "text", _ready),
    Scene(12, "text", _referred),
    Scene(8, "photo", _asked),
    Scene(3, "photo", _waits),
    Scene(2, "text", _waits),
)

"""What became of the sessions: notes, minutes, action items in every state, suggestions and answers."""

import uuid
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from mentoring.journal.models import ActionItem, Effort, EffortKind, NextStep, Note, Satisfaction, SessionLog
from mentoring.schedule.cells import business_resource, mentor_resource, quarters
from mentoring.schedule.models import Cell
from mentoring.services.models import Mentor
from mentoring.sessions.models import Session, SessionState
from products.catalogue.models import Product
from rumah.accounts.models import User
from rumah.core import clock

WRITTEN = (
    "Label lama tidak memuat berat bersih. Disepakati warna hijau dan huruf lebih besar.",
    "Latihan memotret dengan cahaya jendela. Hasil terbaik di teras depan, pukul delapan pagi.",
    "Uraian ditulis ulang bersama: bahan, rasa, cara menyimpan. Judul dipendekkan.",
    "Berkas P-IRT lengkap kecuali denah dapur. Pemilik menyusulkan.",
)
TO_DO = (
    "Kirim tiga foto kemasan dari depan", "Tulis berat bersih di label", "Tanyakan harga cetak 500 stiker",
    "Unggah uraian baru", "Buat denah dapur",
)  # fmt: skip
SAID = ("", "", "Sabar dan jelas.", "Waktunya terlalu pendek.", "Langsung praktik, senang sekali.")


@transaction.atomic
def keep(*, now: datetime, seed: int, mentor: Mentor, owner: User) -> None:
    """Write the journal of the sessions there are, and a day at the desk for the two who sign in."""
    rng = Random(f"{seed}/journals")  # noqa: S311  # invented notes
    _today(now, mentor, owner)
    rows = list(Session.objects.filter(state=SessionState.COMPLETED).select_related("mentor").order_by("pk"))
    # Every ninth mentor forgot to write.
    Note.objects.bulk_create(
        Note(session=s, mentor=s.mentor, text=rng.choice(WRITTEN), saved_at=s.ends_at)
        for at, s in enumerate(rows)
        if at % 9
    )
    Effort.objects.bulk_create(effort for s in rows for effort in _efforts(rng, s))
    ActionItem.objects.bulk_create(item for at, s in enumerate(rows) for item in _items(rng, s, at))
    Satisfaction.objects.bulk_create(_answer(rng, s) for at, s in enumerate(rows) if at % 3 and s.ends_at < now)
    lately = [s for s in rows if s.ends_at > now - timedelta(days=30)]
    NextStep.objects.bulk_create(
        NextStep(
            session=s, service_id=s.service_id, earliest_on=clock.local(s.ends_at).date() + timedelta(days=21),
            remark="Bawa contoh kemasan yang baru.", suggested_at=s.ends_at,
        )
        for s in lately[::2]
    )  # fmt: skip


def _efforts(rng: Random, session: Session) -> list[Effort]:
    day = clock.local(session.starts_at, ZoneInfo(session.mentor.zone)).date()
    length = int((session.ends_at - session.starts_at).total_seconds()) // 60
    given = {"session": session, "mentor": session.mentor, "on": day, "logged_at": session.ends_at}
    return [
        Effort(kind=EffortKind.PREPARATION, minutes=rng.randrange(10, 50, 5), **given),
        Effort(kind=EffortKind.CONTACT, minutes=length + rng.randrange(-10, 20, 5), **given),
    ]


def _items(rng: Random, session: Session, at: int) -> list[ActionItem]:
    due = clock.local(session.ends_at).date() + timedelta(days=7 + at % 14)
    done = session.ends_at + timedelta(days=5) if at % 4 else None
    given = {"session": session, "business_id": session.business_id, "created_at": session.ends_at}
    return [
        ActionItem(
            text=text, due_on=due, done_at=done if done and done < clock.now() else None,
            # Of what was due long ago nobody is reminded anew.
            reminded_at=session.ends_at + timedelta(days=6), **given,
        )
        for text in rng.sample(TO_DO, at % 3)
    ]  # fmt: skip


def _answer(rng: Random, session: Session) -> Satisfaction:
    at = session.ends_at + timedelta(hours=3)
    return Satisfaction(
        session=session, business_id=session.business_id, mentor=session.mentor, answered_at=at, changed_at=at,
        score=rng.choice((5, 5, 5, 4, 4, 3, 2)), words=rng.choice(SAID),
    )  # fmt: skip


def _today(now: datetime, mentor: Mentor, owner: User) -> None:
    """One session runs, one is over and unmarked, one is to come today; one was held yesterday, to be answered."""
    product = Product.objects.filter(business__members=owner).order_by("pk").first()
    service = mentor.skills.filter(is_active=True, for_product=True).order_by("position", "pk").first()
    if product is None or service is None:
        return
    quarter = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    length = timedelta(minutes=service.duration)
    day, booked = timedelta(days=1), now - timedelta(days=5)
    starting = (quarter - timedelta(minutes=15), quarter + timedelta(hours=3), quarter - 2 * day, quarter - day)
    for number, starts in enumerate(starting):
        state = SessionState.COMPLETED if number == len(starting) - 1 else SessionState.CONFIRMED
        session = Session.objects.create(
            id=uuid.UUID(int=number + 1, version=4), service=service, business=product.business, product=product,
            mentor=mentor, booked_by=owner, state=state, starts_at=starts, ends_at=starts + length,
            note="Ingin label yang lebih jelas.", created_at=booked, changed_at=booked,
            before={"name": product.name, "description": product.description, "price": product.min_price},
        )  # fmt: skip
        taken = [mentor_resource(mentor.pk), business_resource(product.business_id)]
        Cell.objects.bulk_create(
            [
                Cell(resource=r, starts_at=q, holder=session.pk)
                for r in taken
                for q in quarters(starts, starts + length)
            ],
            ignore_conflicts=True,
        )
        if number == 0:
            SessionLog.objects.create(session=session, started_at=starts)

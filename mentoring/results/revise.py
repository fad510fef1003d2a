"""The owner asks for something to be done better: twice of the mentor, then the coordinator decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.results import messages
from mentoring.results.models import Deliverable, Remark, Version
from mentoring.results.rows import move, owned, seen
from mentoring.results.states import ROUNDS, ResultState
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.text import clean_text

TEXT_LENGTH = 1000
MAX_SPOTS = 20


@dataclass(frozen=True, slots=True)
class Spot:
    """A remark: on the piece with this id at x and y percent from its upper left corner, or on it all."""

    text: str
    piece: int | None = None
    x: int | None = None
    y: int | None = None


def revise(*, actor: User, deliverable: Deliverable, version: int, spots: Sequence[Spot]) -> Deliverable:
    """Send version number `version` back with what should change, and return the deliverable.

    Raises NotAllowed for who is not of the business, DomainError without a remark or with one off the picture, Conflict
    when the work no longer waits for the owner or there is a newer version.
    """
    said = _checked(spots)
    with transaction.atomic():
        row = owned(actor, deliverable.pk)
        last = seen(row, version)
        asked_often = row.rounds >= ROUNDS
        if not asked_often:
            row.rounds += 1
        move(row, ResultState.REFERRED if asked_often else ResultState.REVISION)
        _write(last, said, actor)
        audit.record("results.revise", row, actor=actor, version=version, round=row.rounds, remarks=len(said))
        messages.answered(last, "refer" if asked_often else "revise")
        if asked_often:
            messages.referred(last)
    return row


def _checked(spots: Sequence[Spot]) -> list[Spot]:
    said = [Spot(text, one.piece, one.x, one.y) for one in spots if (text := clean_text(one.text))]
    problems = []
    if not said:
        problems.append(Problem(_("Tulis apa yang perlu diperbaiki."), "text", "required"))
    if len(said) > MAX_SPOTS or any(len(one.text) > TEXT_LENGTH for one in said):
        problems.append(Problem(_("Catatan terlalu panjang: paling banyak %(most)s huruf.") % {"most": 1000}, "text"))
    for one in said:
        if (one.x is None) != (one.y is None) or not all(0 <= value <= 100 for value in (one.x or 0, one.y or 0)):
            problems.append(Problem(_("Pilih bagian gambar yang dimaksud."), "spot"))
            break
    if problems:
        raise DomainError(*problems)
    return said


def _write(version: Version, said: list[Spot], actor: User) -> None:
    pieces = set(version.pieces.values_list("pk", flat=True))
    if any(one.piece is not None and one.piece not in pieces for one in said):
        raise DomainError(Problem(_("Pilih bagian gambar yang dimaksud."), "spot"))
    now = clock.now()
    Remark.objects.bulk_create(
        Remark(
            version=version, piece_id=one.piece, text=one.text, author=actor, at=now,
            x=one.x if one.piece else None, y=one.y if one.piece else None,
        )
        for one in said
    )  # fmt: skip

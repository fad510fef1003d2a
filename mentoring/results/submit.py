"""A mentor hands in a first version of something, or the next one after a request to revise."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentoring.results import messages
from mentoring.results.files import FOLDER, Taken, private, taken_in
from mentoring.results.models import Deliverable, Piece, Version
from mentoring.results.rows import latest, made_by, move
from mentoring.results.snapshot import snapshot_of
from mentoring.results.states import OF_PRODUCT, Kind, ResultState
from mentoring.sessions.models import Session, SessionState
from products.catalogue.offer import word_problems as listing_problems
from rumah.accounts.models import User
from rumah.businesses.wording import word_problems as profile_problems
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem, Unavailable
from rumah.core.images import shelf
from rumah.core.locking import locked_one
from rumah.core.text import clean_line, clean_text

NOTE_LENGTH, CAPTION_LENGTH = 1000, 2200  # a caption as long as Instagram takes


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a version; those that do not belong to its kind are left empty."""

    note: str = ""
    name: str = ""
    description: str = ""
    caption: str = ""
    tagline: str = ""
    story: str = ""


def submit(
    *, actor: User, session: Session, kind: str, words: Words = Words(), files: Sequence[bytes] = ()
) -> Deliverable:
    """Hand in the first version of `kind` for a session the actor gives, and return the deliverable.

    Raises NotAllowed for a session of another mentor, DomainError with every problem (fields `kind`, `files` and those
    of Words), Conflict when work of this kind is under way already.
    """
    if session.mentor.user_id != actor.pk:
        raise NotAllowed(_("Sesi ini bukan sesi Anda."))
    if kind not in kinds_of(session):
        raise DomainError(Problem(_("Pilih hasil yang sesuai dengan sesi ini."), "kind"))
    words, taken = _checked(Kind(kind), words, files)
    snapshot_of(session)
    with shelf.all_or_nothing(), transaction.atomic():
        row = locked_one(Session.objects.filter(pk=session.pk).select_related("mentor", "business", "product"))
        if row.state not in {SessionState.CONFIRMED, SessionState.COMPLETED} or row.starts_at > clock.now():
            raise Conflict(_("Hasil dapat diserahkan setelah sesi dimulai, selama sesi itu tidak dibatalkan."))
        now = clock.now()
        deliverable = Deliverable(
            id=uuid.uuid4(), session=row, business=row.business, product=row.product if kind in OF_PRODUCT else None,
            mentor=row.mentor, kind=kind, state=ResultState.WAITING, created_at=now, changed_at=now,
        )  # fmt: skip
        try:
            with transaction.atomic():
                deliverable.save(force_insert=True)
        except IntegrityError as error:
            text = _("Hasil sejenis dari sesi ini masih berjalan. Lanjutkan yang itu.")
            raise Conflict(Problem(text, "kind", "under_way")) from error
        _write(deliverable, 1, words, taken, actor)
    return deliverable


def submit_again(
    *, actor: User, deliverable: Deliverable, words: Words = Words(), files: Sequence[bytes] = ()
) -> Version:
    """Hand in the next version after a request to revise. Raises as `submit`, Conflict when none was asked for."""
    words, taken = _checked(Kind(deliverable.kind), words, files)
    with shelf.all_or_nothing(), transaction.atomic():
        row = made_by(actor, deliverable.pk)
        move(row, ResultState.WAITING)
        return _write(row, latest(row).number + 1, words, taken, actor)


def kinds_of(session: Session) -> list[Kind]:
    """Return what can be handed in for a session: without a product only what is for the business itself."""
    return [kind for kind in Kind if session.product_id or kind not in OF_PRODUCT]


def _checked(kind: Kind, words: Words, files: Sequence[bytes]) -> tuple[Words, list[Taken]]:
    """Return words and files as they are kept. Raises DomainError with every problem."""
    problems: list[Problem] = []
    cleaned = Words(
        **{
            name: (clean_line if name in {"name", "tagline"} else clean_text)(str(text))
            for name, text in asdict(words).items()
        }
    )
    if len(cleaned.note) > NOTE_LENGTH:
        problems.append(Problem(_("Terlalu panjang; paling banyak %(n)d huruf.") % {"n": NOTE_LENGTH}, "note"))
    if len(cleaned.caption) > CAPTION_LENGTH:
        problems.append(Problem(_("Terlalu panjang; paling banyak %(n)d huruf.") % {"n": CAPTION_LENGTH}, "caption"))
    if kind == Kind.TEXT:
        problems += listing_problems(name=cleaned.name, description=cleaned.description)
    if kind == Kind.PROFILE:
        problems += profile_problems(tagline=cleaned.tagline, story=cleaned.story)
        if not cleaned.tagline and not cleaned.story:
            problems.append(Problem(_("Tulis kalimat singkat atau cerita usaha."), "tagline", "required"))
    taken = taken_in(kind, files, problems) if kind not in {Kind.TEXT, Kind.PROFILE} else []
    if kind == Kind.PROMO and not problems and not taken and not cleaned.caption:
        problems.append(Problem(_("Kirim berkas, atau tulis teks untuk media sosial."), "files", "required"))
    if problems:
        raise DomainError(*problems)
    return cleaned, taken


def _write(row: Deliverable, number: int, words: Words, taken: list[Taken], actor: User) -> Version:
    version = Version.objects.create(deliverable=row, number=number, submitted_at=clock.now(), **asdict(words))
    try:
        pieces = [_kept(version, position, one) for position, one in enumerate(taken)]
    except OSError as error:
        raise Unavailable(_("Berkas belum dapat disimpan. Coba lagi beberapa menit lagi.")) from error
    Piece.objects.bulk_create(pieces)
    audit.record("results.submit", row, actor=actor, version=number, kind=row.kind, files=len(pieces))
    messages.submitted(version)
    return version


def _kept(version: Version, position: int, one: Taken) -> Piece:
    stored = shelf.save(FOLDER, one.format.value, one.content, storage=private())
    preview = shelf.save(FOLDER, "webp", one.preview, storage=private()) if one.preview else ""
    return Piece(
        version=version, position=position, format=one.format, stored=stored, preview=preview, size=len(one.content),
        width=one.width, height=one.height, digest=one.digest, dropped=one.dropped,
    )  # fmt: skip

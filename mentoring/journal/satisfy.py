"""Take the answer to the one question after a session: how helpful was it, 1 to 5."""

from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.journal.models import Satisfaction
from mentoring.sessions.models import Session, SessionState
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_text

LONGEST = 1000
ASKED_FOR = timedelta(days=30)
CHANGEABLE = timedelta(days=7)


@transaction.atomic
def satisfy(*, actor: User, session: Session, business: Business, score: int, words: str = "") -> Satisfaction:
    """Keep what the actor's business says of the session, once; within 7 days it may say otherwise.

    Raises NotAllowed unless the actor is a member and the session is the business's, DomainError with all that is
    wrong (fields `score`, `words`), Conflict when the session was not held, is longer ago than 30 days and unanswered,
    or the answer can no longer be changed.
    """
    session = _locked(actor, session, business)
    words = clean_text(words)
    _refuse_wrong(score, words)
    if session.state != SessionState.COMPLETED:
        raise Conflict(_("Sesi ini belum selesai, jadi belum dapat dinilai."))
    now = clock.now()
    row = Satisfaction.objects.filter(session=session, business=business).first()
    if row is None:
        if now > session.ends_at + ASKED_FOR:
            raise Conflict(_("Sesi ini sudah lebih dari 30 hari yang lalu, jadi tidak dapat dinilai lagi."))
        row = Satisfaction(session=session, business=business, mentor=session.mentor, answered_at=now)
    elif now > row.answered_at + CHANGEABLE:
        raise Conflict(_("Jawaban Anda sudah lebih dari 7 hari, jadi tidak dapat diubah lagi."))
    row.score, row.words, row.answered_by, row.changed_at = score, words, actor, now
    row.save()
    audit.record("journal.satisfy", session, actor=actor, business=business.pk, score=score)
    return row


def _locked(actor: User, session: Session, business: Business) -> Session:
    """Lock the session, starting at the person: two members who answer at once come one after the other."""
    own = Session.objects.filter(pk=session.pk, business__in=actor.businesses.filter(pk=business.pk))
    try:
        return locked_one(own.select_related("mentor"))
    except ObjectDoesNotExist:
        raise NotAllowed(_("Hanya anggota usaha ini yang dapat menilai sesinya.")) from None


def _refuse_wrong(score: int, words: str) -> None:
    problems = []
    if not 1 <= score <= 5:
        problems.append(Problem(_("Pilih angka 1 sampai 5."), "score"))
    if len(words) > LONGEST:
        problems.append(Problem(_("Masukan paling panjang 1.000 huruf."), "words"))
    if problems:
        raise DomainError(*problems)

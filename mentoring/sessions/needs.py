"""What a visit needs (a ramp, a sign language interpreter, a quiet place): told once, used until it is taken back."""

from django.db import transaction

from mentoring.services.models import Mentor
from mentoring.sessions.models import Session, SessionState, VisitNeeds
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.text import clean_line

LENGTH = 300


@transaction.atomic
def tell(*, actor: User, words: str) -> None:
    """Keep the person's words, cut at 300 letters; none take back what was told."""
    words = clean_line(words)[:LENGTH]
    if not words:
        forgotten, _by_model = VisitNeeds.objects.filter(user=actor).delete()
        if forgotten:
            audit.record("sessions.needs_forgotten", actor, actor=actor)
        return
    row, _made = VisitNeeds.objects.update_or_create(
        user=actor, defaults={"words": words, "changed_at": clock.now()}
    )  # fmt: skip
    # Never the words: they may tell of somebody's health.
    audit.record("sessions.needs_told", row, actor=actor)


def told_by(user: User) -> str:
    """Return the person's own words, or an empty text. One query."""
    return VisitNeeds.objects.filter(user=user).values_list("words", flat=True).first() or ""


def for_mentor(*, mentor: Mentor, session: Session) -> str:
    """Return what the visit needs, to the mentor of a session still to come or under way; nothing to anybody else."""
    is_coming = session.state == SessionState.CONFIRMED and session.ends_at > clock.now()
    if session.mentor_id != mentor.pk or not is_coming or session.booked_by_id is None:
        return ""
    return VisitNeeds.objects.filter(user=session.booked_by_id).values_list("words", flat=True).first() or ""

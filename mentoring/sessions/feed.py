"""A private calendar to subscribe to: its address is the key, given once, kept as a hash, taken back at any time."""

import hashlib
import secrets
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mentoring.services.models import Mentor
from mentoring.sessions import ics
from mentoring.sessions.cancel import RELATED
from mentoring.sessions.models import CalendarFeed, Session, SessionState
from rumah.accounts.models import User
from rumah.core import audit, clock

PAST = timedelta(days=60)
MOST = 400
SEEN_EVERY = timedelta(hours=1)


def _digest(secret: str) -> str:
    # 32 random bytes cannot be guessed, so a fast hash is enough.
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def open_feed(*, actor: User) -> str:
    """Make the person a new calendar address and return its secret; an earlier address ends with this."""
    secret = secrets.token_urlsafe(32)
    row, _made = CalendarFeed.objects.update_or_create(
        user=actor, defaults={"digest": _digest(secret), "created_at": clock.now(), "seen_at": None}
    )  # fmt: skip
    audit.record("sessions.feed_opened", row, actor=actor)
    return secret


@transaction.atomic
def close_feed(*, actor: User) -> None:
    """Take the address back: it opens nothing from now on. Twice is once."""
    if CalendarFeed.objects.filter(user=actor).delete()[0]:
        audit.record("sessions.feed_closed", actor, actor=actor)


def feed_of(secret: str) -> str | None:
    """Return the calendar this address opens, or None: the person's sessions as owner, companion and mentor.

    Those of the last 60 days and all to come, at most 400, on the mentor's clock or WIB; a cancelled one stays in,
    as cancelled. Three queries.
    """
    rows = CalendarFeed.objects.select_related("user").filter(digest=_digest(secret), user__is_active=True)
    found = rows.first()
    if found is None:
        return None
    now = clock.now()
    if found.seen_at is None or found.seen_at < now - SEEN_EVERY:
        CalendarFeed.objects.filter(pk=found.pk).update(seen_at=now)
    mentor = Mentor.objects.filter(user=found.user).first()
    whose = Q(business__in=found.user.memberships.values("business"))
    if mentor:
        whose |= Q(mentor=mentor)
    sessions = Session.objects.filter(whose, starts_at__gt=now - PAST).exclude(state=SessionState.REQUESTED)
    zone = ZoneInfo(mentor.zone) if mentor else ics.HOUSE
    name = _("Pendampingan: %(name)s") % {"name": found.user.name}
    return ics.feed(sessions.select_related(*RELATED).order_by("starts_at", "pk")[:MOST], zone=zone, name=name)

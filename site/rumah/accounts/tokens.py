"""Keys for programs: issued once, shown once, kept as a hash, taken back at any time."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rumah.accounts.models import PersonalToken, User
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.prepared import Prepared
from rumah.core.text import clean_line

PREFIX = "rk_"
MAX_DAYS = 366
MAX_LIVE = 20
SEEN_EVERY = timedelta(hours=1)
LIVE = Prepared(
    lambda digest, now: PersonalToken.objects.filter(
        digest=digest, revoked_at__isnull=True, expires_at__gt=now, user__is_active=True
    ).select_related("user")
)


def _digest(secret: str) -> str:
    # 32 random bytes cannot be guessed, so a fast hash is enough and costs a request nothing.
    return hashlib.sha256(secret.encode()).hexdigest()


def issue(*, user: User, name: str, days: int) -> tuple[PersonalToken, str]:
    """Make a key that acts for `user` for `days` days and return it with its secret, which is kept nowhere.

    Raises DomainError for an empty name, a term outside 1–366 days, or too many live keys.
    """
    name = clean_line(name)
    problems: list[Problem] = []
    if not 1 <= len(name) <= 60:
        problems.append(Problem(_("Beri kunci ini nama, paling panjang 60 huruf."), "name"))
    if not 1 <= days <= MAX_DAYS:
        problems.append(Problem(_("Masa berlaku antara 1 dan 366 hari."), "days"))
    if live(user).count() >= MAX_LIVE:
        problems.append(Problem(_("Anda sudah memiliki 20 kunci. Cabut dulu yang tidak dipakai."), "name"))
    if problems:
        raise DomainError(*problems)
    secret = PREFIX + secrets.token_urlsafe(32)
    now = clock.now()
    with transaction.atomic():
        token = PersonalToken.objects.create(
            user=user, name=name, digest=_digest(secret), created_at=now, expires_at=now + timedelta(days=days)
        )
        audit.record("accounts.token_issued", token, actor=user, name=name, days=days)
    return token, secret


def live(user: User) -> QuerySet[PersonalToken]:
    """Return a person's keys that still open something, newest first."""
    return user.tokens.filter(revoked_at__isnull=True, expires_at__gt=clock.now()).order_by("-id")


def revoke(*, user: User, token: PersonalToken) -> None:
    """Take a key back at once. Twice is once."""
    with transaction.atomic():
        if user.tokens.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=clock.now()):
            audit.record("accounts.token_revoked", token, actor=user)


def user_of(secret: str) -> User | None:
    """Return whom this secret acts for, or None; notes at most once an hour that it was used."""
    if not secret.startswith(PREFIX) or len(secret) > 100:
        return None
    now = clock.now()
    token = LIVE.first(digest=_digest(secret), now=now)
    if token is None:
        return None
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - SEEN_EVERY)
    if token.last_used_at is None or token.last_used_at < now - SEEN_EVERY:
        PersonalToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token.user

"""Close the house for work and open it again; every web process hears of it within seconds."""

from datetime import datetime, timedelta

from django.db import DatabaseError
from django.utils.translation import gettext as _

from rumah.core import clock
from rumah.core.briefly import briefly
from rumah.core.errors import DomainError
from rumah.core.pagecache import forget_pages
from rumah.operate.models import Maintenance

SECONDS = 5
# What a caller is told to wait where no end is known, and at least.
USUAL, LEAST = timedelta(minutes=10), timedelta(minutes=1)


def close(*, until: datetime | None = None, message: str = "", message_en: str = "") -> None:
    """Answer 503 to everybody but staff. Raises DomainError for an end in the past or a message above 300 letters."""
    now = clock.now()
    if until and until <= now:
        raise DomainError(_("Waktu selesai sudah lewat."))
    if max(len(message), len(message_en)) > 300:
        raise DomainError(_("Pesan paling banyak 300 huruf."))
    words = {"until": until, "message": message.strip(), "message_en": message_en.strip(), "since": now}
    Maintenance.objects.update_or_create(id=1, defaults=words)
    _hear()


def reopen() -> bool:
    """Let everybody in again; False when the house was open."""
    was_closed = bool(Maintenance.objects.all().delete()[0])
    _hear()
    return was_closed


@briefly(seconds=SECONDS)
def current() -> Maintenance | None:
    """Return the work that goes on, at most five seconds old; None as well where the database cannot be asked."""
    try:
        return Maintenance.objects.first()
    except DatabaseError:
        return None


def wait_seconds(work: Maintenance) -> int:
    """Return how long a caller should wait."""
    left = work.until - clock.now() if work.until else USUAL
    return int(max(left, LEAST).total_seconds())


def _hear() -> None:
    """Forget pages that stand ready without asking us."""
    forget_pages()
    current.forget()

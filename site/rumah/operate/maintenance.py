"""Close the house for work and open it again; every web process hears of it within seconds.

The row is the truth; what requests ask is its copy in the shared cache, which answers while the database is worked on.
"""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils.translation import gettext as _

from rumah.core import clock
from rumah.core.briefly import briefly
from rumah.core.errors import DomainError
from rumah.core.pagecache import forget_pages
from rumah.operate.models import Maintenance

SECONDS, KEY = 5, "maintenance"
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
    work, _is_new = Maintenance.objects.update_or_create(id=1, defaults=words)
    _spread(work)


def reopen() -> bool:
    """Let everybody in again; False when the house was open."""
    was_closed = bool(Maintenance.objects.all().delete()[0])
    _spread(None)
    return was_closed


@briefly(seconds=SECONDS)
def current() -> Maintenance | None:
    """Return the work that goes on, at most five seconds old."""
    found: Maintenance | None = cache.get(KEY)
    return found


def copy_again() -> None:
    """Bring the copy up to date: a cache may have been emptied since."""
    row = Maintenance.objects.first()
    if row != cache.get(KEY):
        _spread(row)


def wait_seconds(work: Maintenance) -> int:
    """Return how long a caller should wait."""
    left = work.until - clock.now() if work.until else USUAL
    return int(max(left, LEAST).total_seconds())


def _spread(work: Maintenance | None) -> None:
    """Tell the web processes, and forget pages that stand ready without asking us."""
    if work:
        cache.set(KEY, work, None)
    else:
        cache.delete(KEY)
    forget_pages()
    current.forget()

"""Verifiers hear in the morning what must be answered today, and what is late."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rumah.accounts.models import User
from rumah.core import clock, outbox
from rumah.verification.models import Inspection
from rumah.verification.promise import is_working
from rumah.verification.queries import verifiers, waiting
from rumah.verification.take import way_to

FROM_HOUR = 8
NAMED = 10


def remind() -> int:
    """Queue at most one message a verifier and working day, from 08.00 WIB on; return how many verifiers have one.

    A taken business is its holder's, one that nobody has is everybody's.
    """
    now = clock.local(clock.now())
    if now.hour < FROM_HOUR or not is_working(now.date()):
        return 0
    due = waiting().filter(promised_on__lte=now.date()).select_related("business").defer("business__story")
    rows = list(due.order_by("promised_on", "id")[:500])
    told = 0
    with transaction.atomic():
        for user in verifiers() if rows else ():
            mine = [row for row in rows if row.taken_by_id in {None, user.pk}]
            if mine:
                _tell(user, mine, f"inspection-due:{now:%Y-%m-%d}:{user.pk}")
                told += 1
    return told


def _tell(user: User, rows: Sequence[Inspection], key: str) -> None:
    said = _("%(count)s usaha harus dijawab hari ini.") % {"count": len(rows)}
    lines = [
        f"- {row.business.name}: {date_format(row.promised_on, 'j F Y')}"
        + (f" ({_('lewat waktu')})" if row.promised_on < clock.today() else "")
        for row in rows[:NAMED]
    ]
    body = "\n".join([said, *lines, "", f"{settings.BASE_URL}/{settings.ADMIN_PATH}antrean/"])
    outbox.queue(**way_to(user), subject=said, body=body, dedupe_key=key)

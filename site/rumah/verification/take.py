"""Who looks at a business: one verifier at a time, known to all others."""

from datetime import timedelta
from typing import Any, TypedDict

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.core import audit, clock, outbox
from rumah.core.errors import Conflict, NotAllowed, Problem
from rumah.core.locking import locked, locked_one
from rumah.core.models import OutboxMessage
from rumah.verification.models import Inspection
from rumah.verification.submit import promise

MAY = "businesses.verify_business"


def take(*, business: Business, actor: Any, over: bool = False) -> Inspection:
    """Take the business for oneself; a second time changes nothing.

    Raises Conflict when somebody else has it, unless `over`, and when it does not wait any more.
    """
    return _give(business, to=actor, actor=actor, over=over)


def assign(*, business: Business, to: User, actor: Any) -> Inspection:
    """Give the business to a colleague, who is told; whoever had it has it no longer. Raises NotAllowed, Conflict."""
    if not (to.is_active and to.has_perm(MAY)):
        raise NotAllowed(Problem(_("Orang ini tidak memeriksa usaha."), "to"))
    return _give(business, to=to, actor=actor, over=True)


def release(*, business: Business, actor: Any) -> None:
    """Put one's own back into the queue. Raises NotAllowed when somebody else has it; nothing to put back is fine."""
    with transaction.atomic():
        for row in locked(Inspection.objects.filter(business=business, decided_at=None)):
            if row.taken_by_id is None:
                continue
            if row.taken_by_id != actor.pk:
                raise NotAllowed(held_words(row))
            Inspection.objects.filter(pk=row.pk).update(taken_by=None, taken_at=None)
            audit.record("verification.release", row, actor=actor)


def held_words(row: Inspection) -> str:
    """Say who has it, since when."""
    holder = row.taken_by
    since = clock.local(row.taken_at) if row.taken_at else None
    return _("Usaha ini sedang diperiksa oleh %(name)s sejak %(since)s WIB.") % {
        "name": holder.name if holder else "–",
        "since": date_format(since, "j F Y, H.i") if since else "–",
    }


def _give(business: Business, *, to: Any, actor: Any, over: bool) -> Inspection:
    with transaction.atomic():
        # The business before its wait, as a decision locks them.
        now_row = locked_one(Business.objects.filter(pk=business.pk).only("pk", "standing", "submitted_at", "name"))
        if now_row.standing != Standing.SUBMITTED:
            raise Conflict(_("Usaha ini tidak lagi menunggu tinjauan."))
        row = locked_one(Inspection.objects.filter(pk=promise(now_row).pk))
        if row.taken_by_id == to.pk:
            return row
        if row.taken_by_id is not None and not over:
            raise Conflict(held_words(row))
        before, row.taken_by, row.taken_at = row.taken_by_id, to, clock.now()
        row.save(update_fields=["taken_by", "taken_at"])
        audit.record("verification.take", row, actor=actor, to=to.pk, before=before)
        told = {pk for pk in (before, to.pk) if pk} - {actor.pk}
        _tell(row, now_row, told, to=to, actor=actor)
    return row


def _tell(row: Inspection, business: Business, people: set[int], *, to: Any, actor: Any) -> None:
    said = _("%(business)s sekarang diperiksa oleh %(name)s (ditetapkan oleh %(actor)s).") % {
        "business": business.name, "name": to.name, "actor": actor.name,
    }  # fmt: skip
    url = f"{settings.BASE_URL}/{settings.ADMIN_PATH}tinjau/{business.pk}/"
    for user in User.objects.filter(pk__in=people, is_active=True).order_by("pk"):
        key = f"inspection:{row.pk}:{row.taken_at:%Y%m%d%H%M%S%f}:{user.pk}"
        outbox.queue(**way_to(user), subject=said, body=f"{said}\n\n{url}", dedupe_key=key)


class Way(TypedDict):
    """Where a message goes."""

    channel: str
    to: str


def way_to(user: User) -> Way:
    """Return how a member of staff is reached: they sit at a screen, so by e-mail where there is one."""
    by_mail = bool(user.email)
    channel = OutboxMessage.Channel.EMAIL if by_mail else OutboxMessage.Channel.WHATSAPP
    return {"channel": channel, "to": (user.email if by_mail else user.phone) or ""}


def forget_old() -> int:
    """Put back what was taken longer ago than `VERIFY_HOLD_HOURS` and not decided; return how many."""
    before = clock.now() - timedelta(hours=settings.VERIFY_HOLD_HOURS)
    done = 0
    with transaction.atomic():
        for row in locked(Inspection.objects.filter(decided_at=None, taken_at__lt=before, taken_by__isnull=False)):
            Inspection.objects.filter(pk=row.pk).update(taken_by=None, taken_at=None)
            audit.record("verification.release", row, before=row.taken_by_id)
            done += 1
    return done

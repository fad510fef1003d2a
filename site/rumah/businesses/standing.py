"""How far a business has come with the house: submitted, verified, sent back, suspended, reinstated.

These move the business alone; `products.catalogue.standing` moves what it offers along with it and is what faces call.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rumah.businesses.models import Business
from rumah.businesses.search import index_businesses
from rumah.businesses.states import ALLOWED, Standing
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked_one


def submit(*, business: Business, actor: Any, reason: str = "") -> Business:
    """Ask the verifiers to look. Raises Conflict when the business is not a draft."""
    return _move(business, "submit", (Standing.DRAFT,), Standing.SUBMITTED, actor, reason)


def verify(*, business: Business, actor: Any, reason: str = "") -> Business:
    """Let everybody see the business. Raises Conflict when it was not submitted."""
    return _move(business, "verify", (Standing.SUBMITTED,), Standing.VERIFIED, actor, reason)


def send_back(*, business: Business, actor: Any, reason: str) -> Business:
    """Return a submission with a reason the owner reads. Raises DomainError without one."""
    return _move(business, "send_back", (Standing.SUBMITTED,), Standing.DRAFT, actor, _said(reason))


def suspend(*, business: Business, actor: Any, reason: str) -> Business:
    """Hide the business for a reason the owner reads. Raises DomainError without one."""
    return _move(business, "suspend", (Standing.VERIFIED,), Standing.SUSPENDED, actor, _said(reason))


def reinstate(*, business: Business, actor: Any, reason: str = "") -> Business:
    """Show a suspended business again."""
    return _move(business, "reinstate", (Standing.SUSPENDED,), Standing.VERIFIED, actor, reason)


def _said(reason: str) -> str:
    if not reason.strip():
        raise DomainError(Problem(_("Tulis alasannya, supaya pemilik usaha tahu apa yang perlu diperbaiki."), "reason"))
    return reason.strip()


def _move(
    business: Business, verb: str, before: tuple[Standing, ...], after: Standing, actor: Any, reason: str
) -> Business:
    with transaction.atomic():
        row = locked_one(Business.objects.filter(pk=business.pk))
        if row.standing == after:
            return row
        if row.standing not in before or after not in ALLOWED[row.standing]:
            raise Conflict(
                _("Usaha ini sedang berstatus “%(status)s”, jadi langkah ini tidak dapat dilakukan.")
                % {"status": row.get_standing_display()}
            )
        now = clock.now()
        row.standing, row.standing_reason, row.updated_at = after, reason, now
        if after == Standing.SUBMITTED:
            row.submitted_at = now
        if after == Standing.VERIFIED:
            row.verified_at = row.verified_at or now
        row.save(update_fields=["standing", "standing_reason", "submitted_at", "verified_at", "updated_at"])
        audit.record(f"businesses.{verb}", row, actor=actor, reason=reason)
        index_businesses([row.pk])
    return row

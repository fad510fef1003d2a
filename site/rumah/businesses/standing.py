"""How a business moves between its standings; each step leaves a trail and tells the owner.

These move the business alone; `products.catalogue.standing` moves what it offers along with it and is what faces call.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumah.businesses.models import Business
from rumah.businesses.owners import tell_owners
from rumah.businesses.search import index_businesses
from rumah.businesses.states import ALLOWED, Standing
from rumah.core import audit, clock, regions
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_text


@dataclass(frozen=True, slots=True)
class Step:
    """One move; `verb` is its name in the trail, `said` what the owners are told (nothing when empty)."""

    verb: str
    before: Standing
    after: Standing
    said: str | Promise = ""


SUBMIT = Step("submit", Standing.DRAFT, Standing.SUBMITTED)
VERIFY = Step(
    "verify", Standing.SUBMITTED, Standing.VERIFIED, gettext_lazy("Usaha Anda terverifikasi dan kini tampil.")
)
SEND_BACK = Step("send_back", Standing.SUBMITTED, Standing.DRAFT, gettext_lazy("Usaha Anda perlu diperbaiki dulu."))
SUSPEND = Step("suspend", Standing.VERIFIED, Standing.SUSPENDED, gettext_lazy("Usaha Anda ditangguhkan."))
REINSTATE = Step("reinstate", Standing.SUSPENDED, Standing.VERIFIED, gettext_lazy("Usaha Anda aktif kembali."))


def missing(business: Business) -> list[Problem]:
    """Return what still keeps a business from being looked at; NIB may come later."""
    problems = []
    if regions.level(business.region_code) != 4 or regions.get(business.region_code) is None:
        problems.append(Problem(_("Pilih desa atau kelurahan tempat usaha."), "region_code"))
    if not business.phone:
        problems.append(Problem(_("Tulis nomor WhatsApp usaha."), "phone"))
    if not business.address:
        problems.append(Problem(_("Tulis alamat produksi."), "address"))
    return problems


def submit(*, business: Business, actor: Any, reason: str = "") -> Business:
    """Ask the verifiers to look. Raises DomainError with all that is missing, Conflict when it is no draft."""
    if problems := missing(business):
        raise DomainError(*problems)
    return _move(business, SUBMIT, actor, reason)


def verify(*, business: Business, actor: Any, reason: str = "") -> Business:
    """Let everybody see the business. Raises Conflict when it was not submitted."""
    return _move(business, VERIFY, actor, reason)


def send_back(*, business: Business, actor: Any, reason: str) -> Business:
    """Return a submission with a reason the owner reads. Raises DomainError without one."""
    return _move(business, SEND_BACK, actor, _checked(reason))


def suspend(*, business: Business, actor: Any, reason: str) -> Business:
    """Hide the business for a reason the owner reads. Raises DomainError without one."""
    return _move(business, SUSPEND, actor, _checked(reason))


def reinstate(*, business: Business, actor: Any, reason: str = "") -> Business:
    """Show a suspended business again."""
    return _move(business, REINSTATE, actor, reason)


def _checked(reason: str) -> str:
    text = clean_text(reason)
    if not 1 <= len(text) <= 1000:
        message = _("Tulis alasannya, supaya pemilik usaha tahu apa yang perlu diperbaiki.")
        raise DomainError(Problem(message, "reason"))
    return text


def _move(business: Business, step: Step, actor: Any, reason: str) -> Business:
    with transaction.atomic():
        row = locked_one(Business.objects.filter(pk=business.pk))
        if row.standing == step.after:
            return row
        if row.standing != step.before or step.after not in ALLOWED[row.standing]:
            raise Conflict(
                _("Usaha ini sedang berstatus “%(status)s”, jadi langkah ini tidak dapat dilakukan.")
                % {"status": row.get_standing_display()}
            )
        now = clock.now()
        row.standing, row.standing_reason, row.updated_at = step.after, reason, now
        if step.after == Standing.SUBMITTED:
            row.submitted_at = now
        if step.after == Standing.VERIFIED:
            row.verified_at = row.verified_at or now
        row.save(update_fields=["standing", "standing_reason", "submitted_at", "verified_at", "updated_at"])
        audit.record(f"businesses.{step.verb}", row, actor=actor, reason=reason)
        index_businesses([row.pk])
        if step.said:
            key = f"standing:{row.pk}:{now:%Y%m%d%H%M%S%f}"
            tell_owners(business=row, said=str(step.said), reason=reason, key=key)
    return row

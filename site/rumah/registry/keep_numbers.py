"""The owner writes their NIK and NPWP, or takes them away."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from rumah.accounts.models import User
from rumah.businesses.members import has_right
from rumah.businesses.models import Business
from rumah.businesses.rights import Right
from rumah.core import audit, clock
from rumah.core.errors import DomainError, NotAllowed, Problem
from rumah.core.locking import locked_one
from rumah.registry.models import OwnerNumbers
from rumah.registry.rules import Severity, check_nik, check_npwp, digits


@sensitive_variables("nik", "npwp", "values", "row")
def keep_numbers(*, business: Business, actor: User, nik: str = "", npwp: str = "") -> OwnerNumbers:
    """Keep what is given; an empty number leaves the one that is kept.

    Raises NotAllowed for others than owners, DomainError with every problem, each naming its field.
    """
    values = {name: digits(text) for name, text in (("nik", nik), ("npwp", npwp)) if digits(text)}
    today = clock.today()
    found = [
        *(check_nik(values["nik"], today=today) if "nik" in values else []),
        *(check_npwp(values["npwp"], today=today) if "npwp" in values else []),
    ]
    problems = [Problem(one.message, one.field, one.code) for one in found if one.severity == Severity.ERROR]
    if not values:
        problems.append(Problem(_("Tulis NIK atau NPWP."), "nik"))
    with transaction.atomic():
        locked_one(Business.objects.filter(pk=business.pk))
        _only_owners(business, actor)
        if problems:
            raise DomainError(*problems)
        now = clock.now()
        row = OwnerNumbers.objects.filter(pk=business.pk).first() or OwnerNumbers(business=business)
        changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
        if changed:
            for name, value in values.items():
                setattr(row, name, value)
            row.changed_at, row.changed_by = now, actor
            row.save()
            audit.record("registry.keep_numbers", row, actor=actor, fields=changed)
        return row


def forget_numbers(*, business: Business, actor: User) -> None:
    """Take both numbers away. Twice is as good as once. Raises NotAllowed for others than owners."""
    with transaction.atomic():
        locked_one(Business.objects.filter(pk=business.pk))
        _only_owners(business, actor)
        row = OwnerNumbers.objects.filter(pk=business.pk).first()
        if row is not None:
            audit.record("registry.forget_numbers", row, actor=actor)
            row.delete()


def _only_owners(business: Business, actor: User) -> None:
    if not has_right(business=business, user=actor, right=Right.NUMBERS):
        raise NotAllowed(_("Hanya pemilik yang dapat mengubah NIK dan NPWP."))

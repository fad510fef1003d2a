"""Staff read a personal number whole: with a permission, a reason and an entry in the trail."""

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core import audit
from rumah.core.errors import DomainError, NotAllowed, Problem
from rumah.core.text import clean_line
from rumah.core.throttle import wait_after
from rumah.registry.models import Kind, OwnerNumbers
from rumah.registry.queries import with_number
from rumah.registry.rules import digits

READ, FIND = "registry.read_number", "registry.view_ownernumbers"
SHORTEST, LONGEST = 10, 300
PER_HOUR = 60


def read_number(*, business: Business, kind: str, reason: str, actor: User) -> str:
    """Return the number and note who read it and why; the owner sees the entry too.

    Raises NotAllowed without `registry.read_number`, DomainError for a reason of under 10 letters, one that holds a
    number itself, a number that is not kept, and after 60 readings in an hour.
    """
    if not actor.has_perm(READ):
        raise NotAllowed(_("Anda tidak berwenang membaca nomor ini."))
    reason = clean_line(reason)
    problems: list[Problem] = []
    if kind not in Kind.values:
        problems.append(Problem(_("Pilih nomor yang dibaca."), "kind"))
    if not SHORTEST <= len(reason) <= LONGEST:
        problems.append(Problem(_("Tulis alasan membaca nomor ini, 10 sampai 300 huruf."), "reason"))
    elif re.search(r"[0-9]{8}", digits(reason)):
        problems.append(Problem(_("Jangan menulis nomor apa pun dalam alasan."), "reason"))
    if problems:
        raise DomainError(*problems)
    _not_too_often(actor)
    with transaction.atomic():
        row = OwnerNumbers.objects.filter(pk=business.pk).first()
        number = str(getattr(row, kind)) if row is not None else ""
        if row is None or not number:
            raise DomainError(Problem(_("Nomor ini belum diisi pemilik."), "kind"))
        audit.record(READ, row, actor=actor, kind=kind, reason=reason)
    return number


def find_number(*, number: str, actor: User) -> list[Business]:
    """Return the businesses, at most 50, whose owner has this NIK or NPWP, and note that somebody searched.

    Raises NotAllowed without `registry.view_ownernumbers`, DomainError for what is no such number.
    """
    if not actor.has_perm(FIND):
        raise NotAllowed(_("Anda tidak berwenang mencari nomor ini."))
    if not re.fullmatch(r"[0-9]{15,16}", digits(number)):
        raise DomainError(Problem(_("Tulis NIK atau NPWP, 15 atau 16 angka."), "number"))
    _not_too_often(actor)
    found: list[Any] = with_number(digits(number))
    audit.record("registry.find_number", actor, actor=actor, found=len(found))
    return found


def _not_too_often(actor: User) -> None:
    if wait := wait_after("registry-number", str(actor.pk), limit=PER_HOUR, seconds=3600):
        raise DomainError(_("Terlalu sering. Coba lagi %(minutes)d menit lagi.") % {"minutes": wait // 60 + 1})

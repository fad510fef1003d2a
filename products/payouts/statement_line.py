"""A line of the bank statement that staff note with proof: what each must say, and how a mistake is voided."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from products.payouts.bank_models import StatementLine
from rumah.core import clock
from rumah.core.errors import DomainError, Problem
from rumah.core.text import clean_line

LONGEST = 60


def line_problems(on: date | None, reference: str) -> list[Problem]:
    """Return what is wrong with the day and the reference of a line (fields `on`, `reference`)."""
    problems = []
    if on is None or on > clock.today():
        problems.append(Problem(_("Tulis tanggal di rekening koran, paling lambat hari ini."), "on"))
    if not reference or len(reference) > LONGEST:
        problems.append(Problem(_("Tulis nomor referensi dari rekening koran, paling panjang 60 huruf."), "reference"))
    return problems


def why_voided(reason: str) -> str:
    """Return the reason as it is kept. Raises DomainError (field `reason`) where there is none."""
    why = clean_line(reason)[:200]
    if not why:
        raise DomainError(Problem(_("Tulis alasan pembatalan catatan."), "reason"))
    return why


def mark_voided(row: StatementLine, why: str, actor: Any) -> None:
    """Write on a locked row that it was taken back, and by whom."""
    row.voided_at, row.voided_by, row.void_reason = clock.now(), actor, why
    row.save(update_fields=["voided_at", "voided_by", "void_reason"])

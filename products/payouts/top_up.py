"""The house's account at a courier company is filled up from the bank: note it with proof, once, and book it.

Sellers have borne what parcels cost, so that money lies in the bank and is the house's; this is how it leaves.
"""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from products.ledger import accounts
from products.ledger.post import Entry, post
from products.payments.proof import proof_file
from products.payouts.bank import bank, lock_till
from products.payouts.models import CourierTopUp
from products.payouts.statement_line import line_problems, mark_voided, why_voided
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.locking import locked_one
from rumah.core.money import format_rupiah
from rumah.core.text import clean_line


def top_up(*, amount: int | None, on: date | None, reference: str, proof: bytes, actor: Any) -> CourierTopUp:
    """Note that `amount` rupiah left the bank for the couriers on a day.

    Raises NotAllowed, DomainError with every problem (`amount`, `on`, `reference`, `proof`), and Conflict for a
    reference that is noted already or for more than the bank has beside what is on its way out.
    """
    _may(actor)
    line = clean_line(reference).upper()
    problems = _problems(amount, on, line)
    try:
        file = proof_file(proof)
    except DomainError as error:
        raise DomainError(*problems, *error.problems) from error
    if problems or amount is None or on is None:
        raise DomainError(*problems)
    row = CourierTopUp(amount=amount, on=on, reference=line, recorded_at=clock.now(), recorded_by=actor)
    with transaction.atomic():
        lock_till(accounts.BANK)
        there = bank()
        if amount > there.balance - there.leaving:
            text = _("Menurut pembukuan hanya %(there)s yang ada di bank.")
            raise Conflict(
                Problem(text % {"there": format_rupiah(there.balance - there.leaving)}, "amount", "too_much")
            )
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            text = _("Referensi %(reference)s sudah dicatat.")
            raise Conflict(Problem(text % {"reference": line}, "reference")) from error
        row.proof.save(str(file.name), file)
        _book(row, "courier_top_up", 1)
        audit.record("payouts.top_up", row, actor=actor, amount=row.amount, reference=line)
        return row


def void_top_up(*, row: CourierTopUp, reason: str, actor: Any) -> CourierTopUp:
    """Take a mistake back; its reference is free again. Twice is once. Raises NotAllowed, DomainError (`reason`)."""
    _may(actor)
    why = why_voided(reason)
    with transaction.atomic():
        mine = locked_one(CourierTopUp.objects.filter(pk=row.pk))
        if mine.voided_at is None:
            mark_voided(mine, why, actor)
            _book(mine, "courier_top_up_void", -1)
            audit.record("payouts.top_up_voided", mine, actor=actor, amount=mine.amount, reason=why)
        return mine


def _may(actor: Any) -> None:
    if not actor.has_perm("payouts.change_payout"):
        raise NotAllowed(_("Anda tidak boleh mencatat uang keluar."))


def _book(row: CourierTopUp, kind: str, sign: int) -> None:
    lines = [Entry(accounts.COURIERS, sign * row.amount), Entry(accounts.BANK, -sign * row.amount)]
    post(kind=kind, reference=str(row.pk), lines=lines, memo=str(row))


def _problems(amount: int | None, on: date | None, reference: str) -> list[Problem]:
    problems = []
    if amount is None or amount < 1:
        problems.append(Problem(_("Tulis jumlah yang keluar dari rekening."), "amount"))
    return problems + line_problems(on, reference)

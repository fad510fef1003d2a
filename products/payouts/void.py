"""A mistake in what was noted as arrived in the bank: it is taken back with a reason, and the books show both."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.ledger import accounts
from products.ledger.post import post
from products.payouts.bank import bank, lock_till
from products.payouts.models import BankReceipt
from products.payouts.receive import lines_of
from products.payouts.statement_line import mark_voided, why_voided
from rumah.core import audit
from rumah.core.errors import Conflict, NotAllowed
from rumah.core.locking import locked_one


def void(*, receipt: BankReceipt, reason: str, actor: Any) -> BankReceipt:
    """Void a receipt; its reference is free again. Twice is once.

    Raises NotAllowed, DomainError (field `reason`), and Conflict when the bank could not cover its payouts without it.
    """
    if not actor.has_perm("payouts.change_bankreceipt"):
        raise NotAllowed(_("Anda tidak boleh membatalkan catatan uang masuk."))
    why = why_voided(reason)
    with transaction.atomic():
        lock_till(accounts.BANK)
        row = locked_one(BankReceipt.objects.filter(pk=receipt.pk))
        if row.voided_at is not None:
            return row
        there = bank()
        if row.amount > there.balance - there.leaving:
            raise Conflict(_("Uang ini sudah dipakai untuk pencairan, jadi catatannya tidak bisa dibatalkan."))
        mark_voided(row, why, actor)
        post(kind="bank_receipt_void", reference=str(row.pk), lines=lines_of(row, -1), memo=why)
        audit.record("payouts.receipt_voided", row, actor=actor, amount=row.amount, reason=why)
        return row

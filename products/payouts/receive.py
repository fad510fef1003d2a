"""Money has arrived in the bank: note it with proof, once, and write it into the books."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from products.ledger import accounts
from products.ledger.balances import balance
from products.ledger.post import Entry, post
from products.payments.proof import proof_file
from products.payments.providers import houses
from products.payouts.bank import lock_till
from products.payouts.models import OWN, BankReceipt
from products.payouts.statement_line import line_problems
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.money import format_rupiah
from rumah.core.text import clean_line


def receive(
    *, source: str, amount: int | None, on: date | None, reference: str, proof: bytes, actor: Any, fee: int | None = 0
) -> BankReceipt:
    """Note that `amount` rupiah arrived on a day, from a payment company that kept `fee` of what lay there.

    From the house itself (source OWN) it is money of its own, without a fee. Raises NotAllowed, DomainError with every
    problem (`source`, `amount`, `fee`, `on`, `reference`, `proof`), and Conflict for a reference that is noted already
    or for more than lies at the company by our books: mistyped, or for payments we never saw.
    """
    if not actor.has_perm("payouts.add_bankreceipt"):
        raise NotAllowed(_("Anda tidak boleh mencatat uang masuk."))
    line = clean_line(reference).upper()
    problems = _problems(source, amount, fee, on, line)
    try:
        file = proof_file(proof)
    except DomainError as error:
        raise DomainError(*problems, *error.problems) from error
    if problems or amount is None or fee is None or on is None:
        raise DomainError(*problems)
    row = BankReceipt(
        source=source, amount=amount, fee=fee, on=on, reference=line, recorded_at=clock.now(), recorded_by=actor
    )
    with transaction.atomic():
        if source != OWN:
            lock_till(source)
            _check_lies_there(row)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            text = _("Referensi %(reference)s dari %(source)s sudah dicatat.")
            raise Conflict(Problem(text % {"reference": line, "source": row.whence}, "reference")) from error
        row.proof.save(str(file.name), file)
        post(kind="bank_receipt", reference=str(row.pk), lines=lines_of(row), memo=str(row))
        audit.record("payouts.receipt", row, actor=actor, source=source, amount=row.amount, fee=row.fee, reference=line)
        return row


def lines_of(row: BankReceipt, sign: int = 1) -> list[Entry]:
    """Return the postings of a receipt, or (`sign` -1) of voiding it."""
    whence = accounts.HOUSE if row.source == OWN else accounts.provider_account(row.source)
    return [
        Entry(accounts.BANK, sign * row.amount),
        Entry(accounts.FEES, sign * row.fee),
        Entry(whence, -sign * (row.amount + row.fee)),
    ]


def _problems(source: str, amount: int | None, fee: int | None, on: date | None, reference: str) -> list[Problem]:
    problems = []
    if source not in {*houses(), OWN}:
        problems.append(Problem(_("Pilih asal uangnya."), "source"))
    if amount is None or amount < 1:
        problems.append(Problem(_("Tulis jumlah yang masuk ke rekening."), "amount"))
    if fee is None or fee < 0 or (fee and source == OWN):
        problems.append(Problem(_("Tulis biaya penyedia; 0 bila tidak ada."), "fee"))
    return problems + line_problems(on, reference)


def _check_lies_there(row: BankReceipt) -> None:
    leaves, there = row.amount + row.fee, balance(accounts.provider_account(row.source))
    if leaves > there:
        text = _("Menurut pembukuan hanya %(there)s yang ada di %(source)s; jumlah dan biaya bersama %(leaves)s.")
        facts = {"there": format_rupiah(there), "source": row.whence, "leaves": format_rupiah(leaves)}
        raise Conflict(Problem(text % facts, "amount", "too_much"))

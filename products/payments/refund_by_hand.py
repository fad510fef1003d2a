"""Refunds that a person pays: the buyer says where to, staff transfer and prove it."""

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.orders.models import Purchase
from products.payments import book, refund_messages
from products.payments.proof import proof_file
from products.payments.refund_models import Refund
from products.payments.refund_send import move
from products.payments.refund_states import RefundState
from rumah.core import audit
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked, locked_one
from rumah.core.text import clean_line


def waiting_for_account(purchase: Purchase) -> bool:
    """Whether the buyer is asked for a bank account, in one query."""
    return purchase.refunds.filter(state=RefundState.MANUAL).exists()


def give_account(*, purchase: Purchase, bank: str, number: str, holder: str) -> int:
    """Note where the buyer wants the money of this purchase; return for how many refunds. May be corrected until paid.

    Raises DomainError with every problem at once (fields `bank`, `number`, `holder`) and Conflict when nothing waits.
    """
    bank, holder = clean_line(bank)[:60], clean_line(holder)[:120]
    digits = checked_account(bank, number, holder)
    with transaction.atomic():
        locked_one(Purchase.objects.filter(pk=purchase.pk))
        rows = locked(Refund.objects.filter(purchase=purchase, state=RefundState.MANUAL))
        if not rows:
            raise Conflict(_("Tidak ada dana yang menunggu rekening Anda."))
        for row in rows:
            row.bank_name, row.account_number, row.account_holder = bank, digits, holder
            row.save(update_fields=["bank_name", "account_number", "account_holder"])
            # The number itself stays out of the trail: it is erased once it is used.
            audit.record("payments.refund_account", row, bank=bank)
        return len(rows)


def checked_account(bank: str, number: str, holder: str) -> str:
    """Return the account number in digits. Raises DomainError with every problem (`bank`, `number`, `holder`)."""
    digits = digits_of(number)
    problems = []
    if len(bank) < 2:
        problems.append(Problem(_("Tulis nama bank."), "bank"))
    if not re.fullmatch(r"[0-9]{6,20}", digits):
        problems.append(Problem(_("Nomor rekening terdiri dari 6 sampai 20 angka."), "number"))
    if len(holder) < 2:
        problems.append(Problem(_("Tulis nama pemilik rekening."), "holder"))
    if problems:
        raise DomainError(*problems)
    return digits


def digits_of(number: str) -> str:
    """Return an account number as people type it, without spaces, dots and dashes."""
    return re.sub(r"[\s.\-]", "", number)


def mark_done(*, refund: Refund, proof: bytes, actor: Any) -> Refund:
    """Note that staff transferred the money, with a picture or PDF that shows it; the account is erased. Twice is once.

    Raises DomainError (field `proof`) for a file that is none, and Conflict when it is not a person's to pay.
    """
    file = proof_file(proof)
    with transaction.atomic():
        row = locked_one(Refund.objects.filter(pk=refund.pk).select_related("purchase"))
        if row.by_withdrawal:
            raise Conflict(_("Pembayaran ini sudah ditarik kembali oleh bank pembeli; jangan transfer lagi."))
        if row.state == RefundState.DONE:
            return row
        if row.state != RefundState.MANUAL:
            raise Conflict(_("Pengembalian ini sedang diurus penyedia pembayaran."))
        row.proof.save(str(file.name), file, save=False)
        move(row, RefundState.DONE, actor=actor)
        book.refund_done(row, by_hand=True)
        refund_messages.done(row)
        return row

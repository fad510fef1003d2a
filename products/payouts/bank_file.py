"""The files staff give the bank, the only places where account numbers stand in full: payouts, and refunds by hand."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.ledger import accounts
from products.payments.models import Refund
from products.payments.refund_states import RefundState
from products.payouts.bank import bank, lock_till
from products.payouts.models import BankFile, Payout
from products.payouts.states import PayoutState
from rumah.core import audit, clock
from rumah.core.cells import harmless
from rumah.core.errors import Conflict
from rumah.core.locking import locked
from rumah.core.money import format_rupiah

AT_MOST = 1_000
COLUMNS = ("referensi", "bank", "nomor_rekening", "nama_pemilik", "jumlah", "untuk")


def export(*, actor: Any) -> BankFile:
    """Take the ready payouts into a new file, oldest first, as many as the bank covers; the others wait.

    Raises Conflict when there is none or the bank covers none; two people never get the same one, nor the same rupiah.
    """
    with transaction.atomic():
        lock_till(accounts.BANK)
        waiting = locked(Payout.objects.filter(state=PayoutState.READY))[:AT_MOST]
        if not waiting:
            raise Conflict(_("Tidak ada pencairan yang siap ditransfer."))
        ready = _covered(waiting, bank().free)
        if not ready:
            text = _(
                "Saldo bank menurut pembukuan tidak cukup untuk %(amount)s. Catat dulu dana yang masuk dari penyedia."
            )
            raise Conflict(text % {"amount": format_rupiah(waiting[0].amount)})
        file = BankFile.objects.create(made_at=clock.now(), made_by=actor)
        # The guard is repeated in the write: PostgreSQL read the rows again after its wait, others may not.
        mine = Payout.objects.filter(pk__in=[row.pk for row in ready], state=PayoutState.READY)
        if mine.update(state=PayoutState.EXPORTED, file=file) != len(ready):
            raise Conflict(_("Pencairan ini baru saja diambil orang lain."))
        audit.record("payouts.export", file, actor=actor, payouts=len(ready), amount=sum(row.amount for row in ready))
        return file


def as_csv(file: BankFile) -> str:
    """Return the file as CSV; the same every time."""
    rows = file.payouts.select_related("business").order_by("pk")
    return _csv((str(row), row.bank, row.number, row.holder, row.amount, row.business.name) for row in rows)


def refunds_as_csv(*, actor: Any) -> str:
    """Return the refunds that staff transfer and whose buyers named an account, oldest first, and note who took it.

    Raises Conflict when there is none.
    """
    waiting = Refund.objects.filter(state=RefundState.MANUAL).exclude(account_number="")
    rows = list(waiting.select_related("purchase").order_by("requested_at", "pk")[:AT_MOST])
    if not rows:
        raise Conflict(_("Tidak ada pengembalian yang rekeningnya sudah ditulis pembeli."))
    for row in rows:
        audit.record("payouts.refund_account_taken", row, actor=actor)
    whose = [(row, row.purchase) for row in rows]
    return _csv(
        (of.number, r.bank_name, r.account_number, r.account_holder, r.amount, of.buyer_name) for r, of in whose
    )


def _covered(rows: Sequence[Payout], free: int) -> list[Payout]:
    """Return the first rows that `free` rupiah cover together: who has waited longest is not passed over."""
    sums = accumulate(row.amount for row in rows)
    return [row for row, sum_ in zip(rows, sums, strict=True) if sum_ <= free]


def _csv(rows: Iterable[tuple[str, str, str, str, int, str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for *who, amount, whose in rows:
        writer.writerow([*map(harmless, who), amount, harmless(whose)])
    return out.getvalue()

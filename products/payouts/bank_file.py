"""The file staff give the bank: every ready payout in one file, and in no other."""

import csv
import io
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.payouts.models import BankFile, Payout
from products.payouts.states import PayoutState
from rumah.core import audit, clock
from rumah.core.cells import harmless
from rumah.core.errors import Conflict
from rumah.core.locking import locked

AT_MOST = 1_000
COLUMNS = ("referensi", "bank", "nomor_rekening", "nama_pemilik", "jumlah", "usaha")


def export(*, actor: Any) -> BankFile:
    """Take the ready payouts into a new file. Raises Conflict when there is none; two people never get the same one."""
    with transaction.atomic():
        ready = locked(Payout.objects.filter(state=PayoutState.READY))[:AT_MOST]
        if not ready:
            raise Conflict(_("Tidak ada pencairan yang siap ditransfer."))
        file = BankFile.objects.create(made_at=clock.now(), made_by=actor)
        # The guard is repeated in the write: PostgreSQL read the rows again after its wait, others may not.
        mine = Payout.objects.filter(pk__in=[row.pk for row in ready], state=PayoutState.READY)
        if mine.update(state=PayoutState.EXPORTED, file=file) != len(ready):
            raise Conflict(_("Pencairan ini baru saja diambil orang lain."))
        audit.record("payouts.export", file, actor=actor, payouts=len(ready), amount=sum(row.amount for row in ready))
        return file


def as_csv(file: BankFile) -> str:
    """Return the file as CSV; the same every time."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in file.payouts.select_related("business").order_by("pk"):
        who = [harmless(cell) for cell in (str(row), row.bank, row.number, row.holder)]
        writer.writerow([*who, row.amount, harmless(row.business.name)])
    return out.getvalue()

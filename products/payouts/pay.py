"""The bank has paid: note it with proof, once, and write it into the books."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.ledger import accounts
from products.ledger.post import Entry, post
from products.payments.proof import proof_file
from products.payouts import messages
from products.payouts.models import Payout
from products.payouts.states import PayoutState
from rumah.core import audit, clock
from rumah.core.errors import Conflict
from rumah.core.locking import locked_one


def mark_paid(*, payout: Payout, proof: bytes, actor: Any) -> Payout:
    """Note that a payout reached the seller. Twice is once.

    Raises DomainError (field `proof`) for a file that shows nothing, Conflict for one that is in no bank file yet.
    """
    file = proof_file(proof)
    with transaction.atomic():
        row = locked_one(Payout.objects.filter(pk=payout.pk).select_related("business"))
        if row.state == PayoutState.PAID:
            return row
        if row.state != PayoutState.EXPORTED:
            raise Conflict(_("Ambil berkas bank dulu, lalu tandai pencairan ini."))
        row.state, row.paid_at, row.paid_by = PayoutState.PAID, clock.now(), actor
        row.proof.save(str(file.name), file, save=False)
        row.save()
        lines = [Entry(accounts.PAYABLE, row.amount, row.business_id), Entry(accounts.BANK, -row.amount)]
        post(kind="payout", reference=str(row.pk), lines=lines, memo=str(row))
        audit.record("payouts.paid", row, actor=actor, amount=row.amount)
        messages.paid(row)
        return row

"""Proof of a bank transfer: the buyer sends it, staff look into the account and say yes or no."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from products.orders.models import Purchase
from products.payments import transfer_messages
from products.payments.models import Attempt, TransferProof
from products.payments.proof import proof_file
from products.payments.settle import settle
from products.payments.states import LIVE
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.locking import locked_one

MOST = 5


def send_proof(*, purchase: Purchase, content: bytes) -> TransferProof:
    """Keep a proof for the live transfer of a purchase; its goods stay held while staff look.

    Raises DomainError (field `proof`) for a file that cannot be taken, Conflict when no transfer waits or a proof is
    being looked at already.
    """
    file = proof_file(content)
    with transaction.atomic():
        mine = locked_one(Purchase.objects.filter(pk=purchase.pk))
        attempt = Attempt.objects.filter(purchase=mine, provider="transfer", state__in=LIVE).first()
        if attempt is None:
            raise Conflict(_("Pembelian ini tidak menunggu bukti transfer."))
        proofs = list(attempt.proofs.all())
        if any(proof.accepted is None for proof in proofs):
            raise Conflict(_("Bukti Anda sudah kami terima dan sedang diperiksa."))
        if len(proofs) >= MOST:
            raise Conflict(_("Bukti sudah terlalu sering dikirim. Hubungi petugas kami."))
        proof = TransferProof.objects.create(attempt=attempt, file=file, sent_at=clock.now())
        until = clock.now() + timedelta(hours=settings.TRANSFER_CHECK_HOURS)
        for row in (mine, attempt):
            if row.expires_at < until:
                row.expires_at = until
                row.save(update_fields=["expires_at"])
        audit.record("payments.proof", attempt, purchase=mine.number)
        return proof


def decide(
    *, proof: TransferProof, accepted: bool, actor: Any, received: int | None = None, reason: str = ""
) -> Attempt:
    """Say for staff whether the money is in the account (`received` rupiah), or why not; return the attempt.

    What it settles, the one door says: another amount goes to review, and late money revives or goes back. Raises
    NotAllowed, DomainError (fields `received`, `reason`) and Conflict for a proof that is decided already.
    """
    if not actor.has_perm("payments.change_transferproof"):
        raise NotAllowed(_("Anda tidak boleh memeriksa bukti transfer."))
    reason = reason.strip()[:300]
    if accepted and (received is None or received < 1):
        raise DomainError(Problem(_("Tulis jumlah yang masuk ke rekening."), "received"))
    if not accepted and not reason:
        raise DomainError(Problem(_("Tulis alasannya: pembeli membacanya."), "reason"))
    with transaction.atomic():
        purchase = locked_one(Purchase.objects.filter(attempts=proof.attempt_id))
        mine = locked_one(TransferProof.objects.filter(pk=proof.pk))
        if mine.accepted is not None:
            raise Conflict(_("Bukti ini sudah diperiksa."))
        mine.accepted, mine.received, mine.reason = accepted, received if accepted else None, reason
        mine.decided_by, mine.decided_at = actor, clock.now()
        mine.save()
        audit.record("payments.proof_decided", mine, actor=actor, accepted=accepted, received=mine.received)
        if not accepted:
            transfer_messages.rejected(purchase, mine)
        # Nothing far away is asked here, so it is one transaction: no yes without its settling.
        return settle(attempt_id=proof.attempt_id)

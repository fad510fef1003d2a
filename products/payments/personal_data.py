"""What this room holds on people: who paid and got money back."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

ORDER = _("Memproses dan mengirim pesanan")
MONEY = _("Membayar penjual dan mengembalikan dana")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="payments.Attempt",
            what=_("Pembayaran"),
            purpose=ORDER,
            ground=Ground.CONTRACT,
            erasure=Erasure.KEEP,
            term=Term.TRANSACTION,
            of=("purchase__buyer",),
            fields=("purchase__number", "provider", "state", "amount", "received", "refunded", "created_at"),
            recipients=(_("Penyedia pembayaran"),),
        ),
        Held(
            model="payments.Refund",
            what=_("Pengembalian dana dan rekening tujuannya"),
            purpose=MONEY,
            ground=Ground.CONTRACT,
            erasure=Erasure.ANONYMISE,
            term=Term.TRANSACTION,
            of=("purchase__buyer",),
            fields=(
                "purchase__number",
                "amount",
                "state",
                "requested_at",
                "closed_at",
                "bank_name",
                "account_number",
                "account_holder",
            ),
            recipients=(_("Penyedia pembayaran"),),
        ),
        Held(
            model="payments.TransferProof",
            what=_("Bukti transfer"),
            purpose=ORDER,
            ground=Ground.CONTRACT,
            erasure=Erasure.KEEP,
            term=Term.TRANSACTION,
            of=("attempt__purchase__buyer",),
            fields=("attempt__purchase__number", "sent_at", "accepted", "received", "reason", "decided_at"),
        ),
    )

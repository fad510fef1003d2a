"""What this room holds on people: who is paid, and who paid them."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds, no_person

MONEY = _("Membayar penjual dan mengembalikan dana")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="payouts.PayoutAccount",
            what=_("Rekening penjual"),
            purpose=MONEY,
            ground=Ground.CONTRACT,
            erasure=Erasure.KEEP,
            term=Term.BUSINESS,
            of=("changed_by",),
            fields=("business__name", "bank", "number", "holder", "changed_at"),
            recipients=(_("Bank"),),
        ),
        Held(
            model="payouts.Payout",
            what=_("Pencairan"),
            purpose=MONEY,
            ground=Ground.LAW,
            erasure=Erasure.KEEP,
            term=Term.TRANSACTION,
            of=("paid_by",),
            fields=("amount", "state", "made_at", "paid_at"),
            recipients=(_("Bank"),),
        ),
        Held(
            model="payouts.BankFile",
            what=_("Berkas bank yang dibuat petugas"),
            purpose=MONEY,
            ground=Ground.LAW,
            erasure=Erasure.ANONYMISE,
            term=Term.TRANSACTION,
            of=("made_by",),
            fields=("made_at",),
            recipients=(_("Bank"),),
        ),
        Held(
            model="payouts.BankReceipt",
            what=_("Uang masuk yang dicatat petugas"),
            purpose=MONEY,
            ground=Ground.LAW,
            erasure=Erasure.ANONYMISE,
            term=Term.TRANSACTION,
            of=("recorded_by", "voided_by"),
            fields=("on", "recorded_at", "voided_at"),
        ),
        Held(
            model="payouts.CourierTopUp",
            what=_("Isi saldo kurir yang dicatat petugas"),
            purpose=MONEY,
            ground=Ground.LAW,
            erasure=Erasure.ANONYMISE,
            term=Term.TRANSACTION,
            of=("recorded_by", "voided_by"),
            fields=("on", "recorded_at", "voided_at"),
        ),
    )
    no_person("payouts.Till", "payouts.TaxThreshold")

"""What this room holds on people: how a reporter is told the outcome, and who decided."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

TRUST = _("Menangani laporan tentang produk")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="reporting.ProductReport",
            what=_("Laporan tentang produk"),
            purpose=TRUST,
            ground=Ground.LAW,
            erasure=Erasure.ANONYMISE,
            term=Term.DONE,
            of=("decided_by",),
            fields=("product__name", "reason", "state", "decided_at"),
            recipients=(_("Penyedia surel dan pesan"),),
        ),
    )

"""What this room holds on people: whose file was read."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

BUSINESS = _("Mendaftarkan dan mengelola usaha")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="intake.OwnImport",
            what=_("Berkas produk yang Anda unggah"),
            purpose=BUSINESS,
            ground=Ground.CONTRACT,
            erasure=Erasure.ANONYMISE,
            term=Term.DONE,
            of=("person",),
            fields=("business__name", "name", "state", "created_at"),
        ),
    )

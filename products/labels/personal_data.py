"""What this room holds on people: who made a product."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds, no_person

BUSINESS = _("Mendaftarkan dan mengelola usaha")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="labels.LabelFacts",
            what=_("Nama dan alamat pembuat pada label"),
            purpose=BUSINESS,
            ground=Ground.LAW,
            erasure=Erasure.KEEP,
            term=Term.BUSINESS,
            recipients=(_("Pembeli, pada label kemasan"),),
        ),
    )
    no_person("labels.LabelRule", "labels.Allergen")

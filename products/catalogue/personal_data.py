"""What this room holds on people: who took a photo away. All else are names of things."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds, no_person


def declare() -> None:
    """Tell the register."""
    no_person("catalogue.Category", "catalogue.ProductTag", "catalogue.Product", "catalogue.Variant")
    holds(
        Held(
            model="catalogue.RemovedPhoto",
            what=_("Foto yang dihapus dan masih dapat dikembalikan"),
            purpose=_("Mendaftarkan dan mengelola usaha"),
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.DONE,
            of=("removed_by",),
            fields=("product__name", "removed_at"),
        )
    )

"""What this room holds on people: who reviewed and complained."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

TRUST = _("Ulasan dan keluhan")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="care.Review",
            what=_("Ulasan"),
            purpose=TRUST,
            ground=Ground.CONTRACT,
            erasure=Erasure.ANONYMISE,
            term=Term.BUSINESS,
            of=("author",),
            fields=("product__name", "author_name", "stars", "text", "created_at", "answer"),
            recipients=(_("Pengunjung situs"),),
        ),
        Held(
            model="care.ComplaintStep",
            what=_("Langkah keluhan"),
            purpose=TRUST,
            ground=Ground.LAW,
            erasure=Erasure.ANONYMISE,
            term=Term.TRANSACTION,
            of=("actor",),
            fields=("complaint_id", "at", "party", "state", "solution", "amount", "text"),
            recipients=(_("Penjual pesanan"),),
        ),
    )

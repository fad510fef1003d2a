"""What this room holds on people: numbers of owners. Only owners may type them, so whoever did is whose they are."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

REGISTER = _("Mendaftarkan dan mengelola usaha")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="registry.OwnerNumbers",
            what=_("NIK dan NPWP pemilik"),
            purpose=REGISTER,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.DELETE,
            term=Term.BUSINESS,
            of=("changed_by",),
            fields=("business__name", "nik", "npwp", "changed_at"),
        ),
    )

"""What this room holds on staff: who examined which business."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

WORK = _("Memeriksa usaha")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="verification.Inspection",
            what=_("Pekerjaan di ruang petugas"),
            purpose=WORK,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.TRAIL,
            of=("taken_by", "decided_by"),
            fields=("business__name", "taken_at", "decision", "decided_at"),
        ),
    )

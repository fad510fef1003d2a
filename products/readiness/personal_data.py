"""What this room holds on people: who answered for a business."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds, no_person

MENTOR = _("Pendampingan usaha")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="readiness.Answer",
            what=_("Jawaban naik kelas"),
            purpose=MENTOR,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.BUSINESS,
            of=("answered_by",),
            fields=("business__name", "code", "value", "text", "answered_at"),
        ),
    )
    no_person("readiness.Assessment")

"""What this room holds on people: who did and who judged."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

MENTOR = _("Pendampingan usaha")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="mentoring_journal.ActionItem",
            what=_("Tugas sesudah sesi"),
            purpose=MENTOR,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.BUSINESS,
            of=("done_by",),
            fields=("business__name", "text", "due_on", "done_at"),
            recipients=(_("Pendamping"),),
        ),
        Held(
            model="mentoring_journal.Satisfaction",
            what=_("Penilaian sesi"),
            purpose=MENTOR,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.BUSINESS,
            of=("answered_by",),
            fields=("business__name", "score", "words", "answered_at"),
        ),
    )

"""What this room holds on people: who remarked, approved and affirmed."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds, no_person

MENTOR = _("Pendampingan usaha")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="mentoring_results.Remark",
            what=_("Catatan pada hasil"),
            purpose=MENTOR,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.BUSINESS,
            of=("author",),
            fields=("text", "at"),
            recipients=(_("Pendamping"),),
        ),
        Held(
            model="mentoring_results.Publication",
            what=_("Hasil yang Anda setujui"),
            purpose=MENTOR,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.BUSINESS,
            of=("approved_by", "reverted_by"),
            fields=("live_at", "reverted_at"),
            recipients=(_("Pendamping"),),
        ),
        Held(
            model="mentoring_results.Outcome",
            what=_("Dampak yang Anda benarkan"),
            purpose=MENTOR,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.BUSINESS,
            of=("affirmed_by",),
            fields=("sales_before", "sales_now", "workers_before", "workers_now", "affirmed_at"),
        ),
    )
    no_person("mentoring_results.Version")

"""What this room holds on staff: who issued a report, and who gets it by mail."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

WORK = _("Menyusun laporan bulanan")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="figures.MonthlyReport",
            what=_("Pekerjaan di ruang petugas"),
            purpose=WORK,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.TRAIL,
            of=("issued_by",),
            fields=("month", "version", "issued_at"),
        ),
        Held(
            model="figures.ReportReader",
            what=_("Penerima laporan bulanan"),
            purpose=WORK,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.DELETE,
            term=Term.DONE,
            of=("user",),
            fields=("since",),
        ),
    )

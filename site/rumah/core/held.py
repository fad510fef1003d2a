"""What this room holds on people: the trail and messages."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds, no_person

TRAIL = _("Memeriksa siapa mengubah apa")
TELL = _("Mengirim pesan yang Anda perlukan")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="core.AuditEntry",
            what=_("Jejak perubahan"),
            purpose=TRAIL,
            ground=Ground.INTEREST,
            erasure=Erasure.ANONYMISE,
            term=Term.TRAIL,
            of=("actor",),
            fields=("at", "verb", "target_type", "target_id"),
        ),
        Held(
            model="core.OutboxMessage",
            what=_("Pesan keluar"),
            purpose=TELL,
            ground=Ground.CONTRACT,
            erasure=Erasure.KEEP,
            term=Term.TRAIL,
            recipients=(_("Penyedia surel dan pesan"),),
        ),
    )
    no_person("core.PeriodicJob")

"""What this room holds on people: who comes to an event, and which editor wrote it."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

WORK, COME = _("Mengelola isi situs"), _("Mengatur tempat di acara")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="events.EventIndexPage",
            what=_("Pekerjaan di ruang petugas"),
            purpose=WORK,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.TRAIL,
            of=("owner", "locked_by"),
            fields=("title",),
        ),
        Held(
            model="events.EventPage",
            what=_("Pekerjaan di ruang petugas"),
            purpose=WORK,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.TRAIL,
            of=("owner", "locked_by"),
            fields=("title",),
        ),
        Held(
            model="events.Registration",
            what=_("Pendaftaran acara"),
            purpose=COME,
            ground=Ground.CONTRACT,
            erasure=Erasure.ANONYMISE,
            term=Term.DONE,
            recipients=(_("Penyedia surel dan pesan"),),
        ),
    )

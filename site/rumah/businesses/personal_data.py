"""What this room holds on people: owners, companions and those invited."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds, no_person

BUSINESS = _("Mendaftarkan dan mengelola usaha")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="businesses.Business",
            what=_("Usaha"),
            purpose=BUSINESS,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.KEEP,
            term=Term.BUSINESS,
            of=("members",),
            fields=("name", "address", "phone", "email", "created_at"),
            recipients=(_("Pengunjung situs, sejauh usaha menampilkannya"),),
        ),
        Held(
            model="businesses.Membership",
            what=_("Keanggotaan usaha"),
            purpose=BUSINESS,
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.BUSINESS,
            of=("user",),
            fields=("business__name", "role", "created_at"),
        ),
        Held(
            model="businesses.Invitation",
            what=_("Undangan ke usaha"),
            purpose=BUSINESS,
            ground=Ground.CONTRACT,
            erasure=Erasure.ANONYMISE,
            term=Term.DONE,
            of=("made_by",),
            fields=("business__name", "role", "made_at", "expires_at", "outcome"),
        ),
        Held(
            model="businesses.PreviewLink",
            what=_("Tautan pratinjau"),
            purpose=BUSINESS,
            ground=Ground.CONTRACT,
            erasure=Erasure.ANONYMISE,
            term=Term.BUSINESS,
            of=("made_by",),
            fields=("business__name", "made_at", "expires_at", "closed_at"),
        ),
    )
    no_person("businesses.BusinessTag")

"""What this room holds on people: mentors."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds, no_person

MENTOR = _("Pendampingan usaha")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="mentoring_services.Mentor",
            what=_("Profil pendamping"),
            purpose=MENTOR,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.ACCOUNT,
            of=("user",),
            fields=("slug", "headline", "bio", "zone", "languages", "districts", "is_active"),
            recipients=(_("Pengunjung situs"),),
        ),
    )
    no_person("mentoring_services.Room", "mentoring_services.Service")

"""What this room holds on people: who booked, waits and is reminded."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

MENTOR = _("Pendampingan usaha")
TELL = _("Mengirim pesan yang Anda perlukan")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="mentoring_sessions.Session",
            what=_("Sesi pendampingan"),
            purpose=MENTOR,
            ground=Ground.PUBLIC_TASK,
            erasure=Erasure.ANONYMISE,
            term=Term.BUSINESS,
            of=("booked_by",),
            fields=("service__name", "business__name", "starts_at", "ends_at", "state", "note", "created_at"),
            recipients=(_("Pendamping"),),
        ),
        Held(
            model="mentoring_sessions.VisitNeeds",
            what=_("Kebutuhan Anda saat berkunjung"),
            purpose=MENTOR,
            ground=Ground.CONSENT,
            erasure=Erasure.DELETE,
            term=Term.ACCOUNT,
            of=("user",),
            fields=("words", "changed_at"),
            recipients=(_("Pendamping"),),
        ),
        Held(
            model="mentoring_sessions.Reminder",
            what=_("Pengingat sesi"),
            purpose=TELL,
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.BUSINESS,
            recipients=(_("Penyedia surel dan pesan"),),
        ),
        Held(
            model="mentoring_sessions.CalendarFeed",
            what=_("Kalender langganan"),
            purpose=MENTOR,
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.ACCOUNT,
            of=("user",),
            fields=("created_at", "seen_at"),
        ),
        Held(
            model="mentoring_sessions.Hold",
            what=_("Jadwal yang ditahan sebentar"),
            purpose=MENTOR,
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.DONE,
            of=("held_by",),
            fields=("service__name", "starts_at", "expires_at"),
        ),
        Held(
            model="mentoring_sessions.Waiting",
            what=_("Daftar tunggu"),
            purpose=MENTOR,
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.DONE,
            of=("joined_by",),
            fields=("service__name", "business__name", "joined_at", "state"),
        ),
    )

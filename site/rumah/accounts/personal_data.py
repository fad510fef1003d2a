"""What this room holds on people: people and their keys."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds, no_person

ACCOUNT = _("Akun dan keamanan masuk")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="accounts.User",
            what=_("Akun"),
            purpose=ACCOUNT,
            ground=Ground.CONTRACT,
            erasure=Erasure.ANONYMISE,
            term=Term.ACCOUNT,
            of=("pk",),
            fields=("name", "email", "phone", "phone_verified", "language", "date_joined", "last_login"),
        ),
        Held(
            model="accounts.PersonalToken",
            what=_("Kunci akses untuk program"),
            purpose=ACCOUNT,
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.ACCOUNT,
            of=("user",),
            fields=("name", "created_at", "expires_at", "last_used_at", "revoked_at"),
        ),
        Held(
            model="account.EmailAddress",
            what=_("Alamat surel"),
            purpose=ACCOUNT,
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.ACCOUNT,
            of=("user",),
            fields=("email", "verified", "primary"),
            recipients=(_("Penyedia surel dan pesan"),),
        ),
        Held(
            model="mfa.Authenticator",
            what=_("Pengaman tambahan"),
            purpose=ACCOUNT,
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.ACCOUNT,
            of=("user",),
            fields=("type", "created_at", "last_used_at"),
        ),
    )
    no_person("accounts.GivenPermission")

"""What this room holds on people: searches they keep."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

TELL = _("Mengabari Anda tentang barang yang Anda cari")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="searches.SavedSearch",
            what=_("Pencarian tersimpan"),
            purpose=TELL,
            ground=Ground.CONSENT,
            erasure=Erasure.DELETE,
            term=Term.DONE,
            of=("user",),
            fields=("name", "address", "is_paused", "created_at"),
            recipients=(_("Penyedia surel dan pesan"),),
        ),
        Held(
            model="searches.SearchReader",
            what=_("Kapan kabar pencarian dikirim"),
            purpose=TELL,
            ground=Ground.CONSENT,
            erasure=Erasure.DELETE,
            term=Term.DONE,
            of=("user",),
            fields=("next_at",),
        ),
    )

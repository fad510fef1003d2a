"""What this room holds on people: what people want to find or hear of."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

SHOP = _("Mengingat barang pilihan Anda")
TELL = _("Mengirim pesan yang Anda perlukan")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="favourites.Favourite",
            what=_("Favorit"),
            purpose=SHOP,
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.ACCOUNT,
            of=("user",),
            fields=("product__name", "added_at"),
        ),
        Held(
            model="favourites.StockNotice",
            what=_("Kabar barang tersedia lagi"),
            purpose=TELL,
            ground=Ground.CONSENT,
            erasure=Erasure.DELETE,
            term=Term.DONE,
            of=("user",),
            fields=("variant__product__name", "channel", "to", "state", "consented_at", "ended_at"),
            recipients=(_("Penyedia surel dan pesan"),),
        ),
    )

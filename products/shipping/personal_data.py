"""What this room holds on people: who asked for a courier."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

ORDER = _("Memproses dan mengirim pesanan")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="shipping.CourierBooking",
            what=_("Pemesanan kurir"),
            purpose=ORDER,
            ground=Ground.CONTRACT,
            erasure=Erasure.ANONYMISE,
            term=Term.TRANSACTION,
            of=("asked_by",),
            fields=("order__purchase__number", "courier", "service", "state", "waybill", "asked_at"),
            recipients=(_("Kurir"),),
        ),
    )

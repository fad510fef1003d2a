"""What this room holds on people: buyers."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds, no_person

ORDER = _("Memproses dan mengirim pesanan")
SHOP = _("Mengingat barang pilihan Anda")


def declare() -> None:
    """Tell the register."""
    holds(
        Held(
            model="orders.SavedAddress",
            what=_("Alamat tersimpan"),
            purpose=ORDER,
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.ACCOUNT,
            of=("user",),
            fields=("label", "name", "phone", "region_code", "address", "created_at"),
        ),
        Held(
            model="orders.Cart",
            what=_("Keranjang"),
            purpose=SHOP,
            ground=Ground.CONTRACT,
            erasure=Erasure.DELETE,
            term=Term.ACCOUNT,
            of=("user",),
            fields=("created_at", "updated_at"),
        ),
        Held(
            model="orders.Purchase",
            what=_("Pembelian"),
            purpose=ORDER,
            ground=Ground.CONTRACT,
            erasure=Erasure.ANONYMISE,
            term=Term.TRANSACTION,
            of=("buyer",),
            fields=(
                "number",
                "buyer_name",
                "buyer_phone",
                "buyer_email",
                "delivery",
                "region_code",
                "address",
                "address_snapshot",
                "items_total",
                "shipping_total",
                "discount",
                "total",
                "payment_state",
                "placed_at",
                "paid_at",
            ),
            recipients=(_("Penjual pesanan"), _("Kurir"), _("Penyedia pembayaran")),
        ),
        Held(
            model="orders.OrderLine",
            what=_("Barang yang dibeli"),
            purpose=ORDER,
            ground=Ground.CONTRACT,
            erasure=Erasure.KEEP,
            term=Term.TRANSACTION,
            of=("order__purchase__buyer",),
            fields=("order__purchase__number", "product_name", "variant_name", "unit_price", "quantity", "total"),
            recipients=(_("Penjual pesanan"),),
        ),
        Held(
            model="orders.VoucherUse",
            what=_("Voucher yang dipakai"),
            purpose=ORDER,
            ground=Ground.CONTRACT,
            erasure=Erasure.ANONYMISE,
            term=Term.TRANSACTION,
            of=("user",),
            fields=("voucher__code", "phone", "amount", "used_at", "given_back_at"),
        ),
    )
    no_person("orders.Voucher")

"""What staff see of orders: everything to look at, nothing to touch. Orders move by the verbs of buyer and seller."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from products.orders.models import Order
from rumah.core.listing import HouseList
from rumah.core.menu import MONEY
from rumah.core.money import format_rupiah
from rumah.core.policies import LookOnly
from rumah.core.staff_words import WordedFacts

WORDS = {
    "number": _("Pesanan"), "business": _("Usaha"), "business.name": _("Usaha"), "fulfilment": _("Keadaan"),
    "delivery": _("Cara kirim"), "purchase.payment_state": _("Pembayaran"), "items_total": _("Barang (rupiah)"),
    "shipping_fee": _("Ongkos kirim (rupiah)"), "discount": _("Potongan (rupiah)"), "refunded": _("Kembali (rupiah)"),
    "courier": _("Kurir"), "tracking_number": _("Nomor resi"), "placed_at": _("Dipesan"), "changed_at": _("Berubah"),
    "purchase": _("Pembelian"), "weight": _("Berat (gram)"), "held_by_dispute": _("Ditahan karena keluhan"),
}  # fmt: skip


class OrderList(HouseList):
    """Orders with their sellers and payments, in one query."""

    labels = WORDS

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        return super().get_base_queryset().select_related("business", "purchase").defer("business__story")


class OrderFacts(WordedFacts):
    """One order. The buyer's name, number and address stay with seller and buyer."""

    labels = WORDS


class OrderViewSet(ModelViewSet):
    """Orders, newest first. Whatever must be done about one is done under *Perlu ditangani* or *Keluhan*."""

    model = Order
    index_view_class = OrderList
    inspect_view_class = OrderFacts
    inspect_view_enabled = True
    inspect_view_fields = (
        "number", "purchase", "business", "fulfilment", "delivery", "items_total", "shipping_fee", "discount",
        "refunded", "weight", "courier", "tracking_number", "held_by_dispute", "placed_at", "changed_at",
    )  # fmt: skip
    icon = "clipboard-list"
    menu_label = _("Pesanan")
    menu_hook = MONEY.hook
    menu_order = 10
    list_display = (
        "number",
        Column("business", label=_("Usaha")),
        Column("fulfilment", label=_("Keadaan"), accessor="get_fulfilment_display"),
        Column("payment", label=_("Pembayaran"), accessor="purchase.get_payment_state_display"),
        Column("total", label=_("Jumlah"), accessor=lambda row: format_rupiah(row.total)),
        DateColumn("placed_at", label=_("Dipesan")),
    )
    list_filter = ("fulfilment", "delivery", "held_by_dispute")
    list_export = (
        "number", "business.name", "fulfilment", "delivery", "purchase.payment_state", "items_total", "shipping_fee",
        "discount", "refunded", "placed_at",
    )  # fmt: skip
    export_filename = "pesanan"
    search_fields = ("number",)
    search_backend_name = None
    ordering = ("-id",)
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(Order)

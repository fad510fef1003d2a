"""The staff's list of reports; what they do with them are the verbs behind the page of `staff.py`."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from products.reporting.models import ProductReport
from rumah.core.listing import HouseList
from rumah.core.menu import PRODUCTS
from rumah.core.policies import LookOnly


class ReportList(HouseList):
    """The list; a row leads to the page of all open reports of its product."""

    labels = {
        "product.name": _("Produk"), "product.business.name": _("Usaha"), "reason": _("Alasan"),
        "text": _("Keterangan"), "state": _("Keadaan"), "answer": _("Jawaban"), "created_at": _("Dilaporkan"),
        "decided_at": _("Diputuskan"),
    }  # fmt: skip

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        rows = super().get_base_queryset().select_related("product__business")
        return rows.defer("product__description", "product__business__story", "contact")

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        url = "laporan"
        return column_class(field_name, label=_("Produk"), get_url=lambda row: reverse(url, args=[row.product_id]))


class ReportViewSet(ModelViewSet):
    """Reports, the latest first; the filter on the state finds what waits."""

    model = ProductReport
    index_view_class = ReportList
    icon = "warning"
    menu_label = _("Laporan produk")
    menu_hook = PRODUCTS.hook
    menu_order = 20
    list_display = (
        "product",
        Column("business", label=_("Usaha"), accessor="product.business"),
        Column("reason", label=_("Alasan"), accessor="get_reason_display"),
        Column("state", label=_("Keadaan"), accessor="get_state_display"),
        DateColumn("created_at", label=_("Dilaporkan")),
    )
    list_filter = ("state", "reason")
    list_export = (
        "product.name", "product.business.name", "reason", "text", "state", "answer", "created_at", "decided_at",
    )  # fmt: skip
    export_filename = "laporan-produk"
    search_fields = ("product__name",)
    search_backend_name = None
    ordering = ("-id",)
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(ProductReport)

"""The staff's list of permits by their last day."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from rumah.businesses.models import Permit
from rumah.core import clock, regions
from rumah.core.listing import HouseList
from rumah.core.menu import BUSINESSES
from rumah.core.policies import LookOnly

LEFT = (
    ("lewat", _("sudah lewat")),
    ("30", _("dalam 30 hari")),
    ("90", _("dalam 90 hari")),
    ("180", _("dalam 6 bulan")),
)


class PermitFilters(WagtailFilterSet):
    """By how much time is left, and by kind."""

    sisa = ChoiceFilter(label=_("Habis"), choices=LEFT, method="by_time")

    class Meta:
        model = Permit
        fields = ["kind"]

    def by_time(self, queryset: QuerySet[Permit], name: str, value: str) -> QuerySet[Permit]:
        """Narrow by the index on the last day."""
        today = clock.today()
        if value == "lewat":
            return queryset.filter(expires_on__lt=today)
        return queryset.filter(expires_on__gte=today, expires_on__lte=today + timedelta(days=int(value)))


class PermitList(HouseList):
    """Permits that have a last day; a row leads to the business."""

    labels = {
        "business.name": _("Usaha"), "business.phone": "WhatsApp", "kind": _("Jenis"), "number": _("Nomor"),
        "expires_on": _("Berlaku sampai"), "business.district_code": _("Kode kecamatan"),
    }  # fmt: skip

    def get_base_queryset(self) -> Any:
        """Join what a row shows, without stories and files."""
        rows = super().get_base_queryset().filter(expires_on__isnull=False).select_related("business")
        return rows.defer("business__story", "file")

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        return column_class(field_name, label=_("Usaha"), get_url=lambda row: reverse("tinjau", args=[row.business_id]))


class PermitViewSet(ModelViewSet):
    """Permits; they change by their owners and by the verbs on the page of the business."""

    model = Permit
    name = "izin"
    url_prefix = "izin-usaha"
    index_view_class = PermitList
    icon = "doc-full"
    menu_label = _("Izin")
    menu_hook = BUSINESSES.hook
    menu_order = 30
    list_display = (
        "business",
        Column("district", label=_("Kecamatan"), accessor=lambda row: regions.name(row.business.district_code)),
        Column("kind", label=_("Jenis"), accessor="get_kind_display"),
        "number",
        DateColumn("expires_on", label=_("Berlaku sampai"), sort_key="expires_on"),
    )
    list_export = ("business.name", "business.phone", "business.district_code", "kind", "number", "expires_on")
    export_filename = "izin"
    filterset_class = PermitFilters
    search_fields = ("number", "business__name")
    search_backend_name = None
    ordering = ("expires_on", "pk")
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(Permit)

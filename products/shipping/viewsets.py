"""What staff see of couriers: everything to look at, nothing to touch."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from products.shipping.models import BookingState, CourierBooking
from rumah.core import clock
from rumah.core.listing import HouseList
from rumah.core.menu import MONEY
from rumah.core.policies import LookOnly

LATE = timedelta(hours=1)


def unanswered() -> QuerySet[CourierBooking]:
    """Return bookings whose carrier has said nothing for an hour: the seller may have to take another way."""
    return CourierBooking.objects.filter(state=BookingState.ASKED, asked_at__lt=clock.now() - LATE)


class BookingList(HouseList):
    """Bookings with their orders, in one query."""

    labels = {
        "order.number": _("Pesanan"), "courier": _("Kurir"), "service": _("Layanan"), "state": _("Keadaan"),
        "waybill": _("Nomor resi"), "rupiah": _("Biaya (rupiah)"), "asked_at": _("Diminta"),
    }  # fmt: skip

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        return super().get_base_queryset().select_related("order__business").defer("order__business__story")


class BookingViewSet(ModelViewSet):
    """Couriers that were asked for, newest first."""

    model = CourierBooking
    index_view_class = BookingList
    icon = "site"
    menu_label = _("Kurir")
    menu_hook = MONEY.hook
    menu_order = 58
    list_display = (
        Column("order", label=_("Pesanan"), accessor="order.number"),
        Column("business", label=_("Usaha"), accessor="order.business"),
        Column("courier", label=_("Kurir")),
        Column("state", label=_("Keadaan"), accessor="get_state_display"),
        Column("waybill", label=_("Nomor resi")),
        DateColumn("asked_at", label=_("Diminta")),
    )
    list_filter = ("state", "courier")
    list_export = ("order.number", "courier", "service", "state", "waybill", "rupiah", "asked_at")
    export_filename = "kurir"
    search_fields = ("order__number", "waybill")
    search_backend_name = None
    ordering = ("-id",)
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(CourierBooking)

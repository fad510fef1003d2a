"""What staff see of payments: everything to look at, nothing to touch. Money moves through verbs only."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from products.payments.models import Attempt, WebhookEvent
from rumah.core.listing import HouseList
from rumah.core.menu import MONEY
from rumah.core.policies import LookOnly
from rumah.core.staff_words import WordedFacts

ATTEMPT = {
    "purchase": _("Pembelian"), "provider": _("Cara bayar"), "state": _("Keadaan"), "amount": _("Jumlah (rupiah)"),
    "received": _("Diterima (rupiah)"), "reference": _("Nomor penyedia"), "payment_reference": _("Nomor pembayaran"),
    "created_at": _("Dimulai"), "expires_at": _("Batas waktu"), "checked_at": _("Terakhir ditanyakan"),
    "closed_at": _("Selesai"), "last_error": _("Galat terakhir"),
}  # fmt: skip
EVENT = {
    "provider": _("Penyedia"), "event_id": _("Nomor kabar"), "kind": _("Jenis"), "attempt": _("Upaya bayar"),
    "received_at": _("Diterima"), "processed_at": _("Diproses"), "last_error": _("Galat terakhir"),
}  # fmt: skip


class AttemptList(HouseList):
    """The list with its purchases, in one query."""

    labels = ATTEMPT

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        return super().get_base_queryset().select_related("purchase")


class AttemptFacts(WordedFacts):
    """One try."""

    labels = ATTEMPT


class WebhookEventFacts(WordedFacts):
    """One message."""

    labels = EVENT


class WebhookEventList(HouseList):
    """The list with its attempts, in one query."""

    labels = EVENT

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        return super().get_base_queryset().select_related("attempt").defer("payload")


class AttemptViewSet(ModelViewSet):
    """Tries at paying; the filter on `state` finds what needs a person."""

    model = Attempt
    index_view_class = AttemptList
    inspect_view_class = AttemptFacts
    icon = "tag"
    menu_label = _("Upaya bayar")
    menu_hook = MONEY.hook
    menu_order = 40
    list_display = ("purchase", "provider", "state", "amount", "received", "created_at")
    list_filter = ("state", "provider", "created_at")
    list_export = (
        "purchase.number", "provider", "state", "amount", "received", "reference", "payment_reference", "created_at",
    )  # fmt: skip
    export_filename = "upaya-bayar"
    search_fields = ("purchase__number", "reference", "payment_reference")
    ordering = ("-created_at",)
    inspect_view_enabled = True
    inspect_view_fields = (
        "purchase", "provider", "state", "amount", "received", "reference", "payment_reference", "created_at",
        "expires_at", "checked_at", "closed_at", "last_error",
    )  # fmt: skip
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(Attempt)


class WebhookEventViewSet(ModelViewSet):
    """Messages from providers; those not yet processed say why."""

    model = WebhookEvent
    index_view_class = WebhookEventList
    inspect_view_class = WebhookEventFacts
    icon = "mail"
    menu_label = _("Kabar penyedia")
    menu_hook = MONEY.hook
    menu_order = 45
    list_display = ("provider", "kind", "attempt", "received_at", "processed_at", "last_error")
    list_filter = ("provider", "kind", "received_at")
    search_fields = ("event_id", "attempt__purchase__number")
    ordering = ("-received_at",)
    inspect_view_enabled = True
    inspect_view_fields = ("provider", "event_id", "kind", "attempt", "received_at", "processed_at", "last_error")
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(WebhookEvent)

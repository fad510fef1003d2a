"""Messages on their way, only to be read."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from rumah.core.listing import HouseList
from rumah.core.menu import SYSTEM
from rumah.core.models import OutboxMessage
from rumah.core.policies import LookOnly
from rumah.core.staff_words import WordedFacts

MESSAGE = {
    "created_at": _("Dibuat"), "channel": _("Lewat"), "state": _("Keadaan"), "attempts": _("Percobaan"),
    "next_attempt_at": _("Dicoba lagi"), "sent_at": _("Terkirim"), "last_error": _("Galat terakhir"),
}  # fmt: skip


class OutboxList(HouseList):
    """Messages, newest first."""

    labels = MESSAGE


class OutboxFacts(WordedFacts):
    """One message, without its words."""

    labels = MESSAGE


class OutboxViewSet(ModelViewSet):
    """Messages on their way. Never their words: a body may be somebody's code to sign in."""

    model = OutboxMessage
    icon = "mail"
    menu_label = _("Pesan keluar")
    menu_hook = SYSTEM.hook
    menu_order = 20
    index_view_class = OutboxList
    inspect_view_class = OutboxFacts
    list_display = ("created_at", "channel", "state", "attempts", "sent_at", "last_error")
    list_filter = ("channel", "state")
    search_fields = ("to",)
    search_backend_name = None
    ordering = ("-id",)
    inspect_view_enabled = True
    inspect_view_fields = ("created_at", "channel", "state", "attempts", "next_attempt_at", "sent_at", "last_error")
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(OutboxMessage)

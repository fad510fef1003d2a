"""Lists of the staff's house: businesses to look after, and the trails that are only to be read."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from products.payments.viewsets import LookOnly
from rumah.core.models import AuditEntry, OutboxMessage
from rumah.core.staff_words import WordedFacts, WordedList
from rumah.lounge.businesses import BusinessViewSet
from rumah.lounge.trail_words import KINDS, VERBS

TRAIL = {
    "at": _("Waktu"), "actor": _("Oleh"), "verb": _("Tindakan"), "target_type": _("Mengenai"),
    "target_id": _("Nomor"), "data": _("Rincian"), "request_id": _("Nomor permintaan"),
}  # fmt: skip
MESSAGE = {
    "created_at": _("Dibuat"), "channel": _("Lewat"), "state": _("Keadaan"), "attempts": _("Percobaan"),
    "next_attempt_at": _("Dicoba lagi"), "sent_at": _("Terkirim"), "last_error": _("Galat terakhir"),
}  # fmt: skip


def _verb(row: AuditEntry) -> str:
    return capfirst(str(VERBS.get(row.verb, row.verb)))


def _kind(row: AuditEntry) -> str:
    return capfirst(str(KINDS.get(row.target_type, row.target_type)))


class AuditFilters(WagtailFilterSet):
    """By what was done, and to what."""

    verb = ChoiceFilter(label=_("Tindakan"), choices=tuple(VERBS.items()))
    target_type = ChoiceFilter(label=_("Mengenai"), choices=tuple(KINDS.items()))

    class Meta:
        model = AuditEntry
        fields = ("verb", "target_type")


class AuditList(WordedList):
    """The trail, in words."""

    labels = TRAIL


class AuditFacts(WordedFacts):
    """One entry of the trail."""

    labels = TRAIL

    def get_verb_display_value(self) -> Any:
        """Say what was done."""
        return _verb(self.object)

    def get_target_type_display_value(self) -> Any:
        """Say to what."""
        return _kind(self.object)


class OutboxList(WordedList):
    """Messages, newest first."""

    labels = MESSAGE


class OutboxFacts(WordedFacts):
    """One message, without its words."""

    labels = MESSAGE


class AuditViewSet(ModelViewSet):
    """Who did what to which thing."""

    model = AuditEntry
    icon = "history"
    menu_label = _("Jejak audit")
    index_view_class = AuditList
    inspect_view_class = AuditFacts
    list_display = (
        "at", Column("verb", label=_("Tindakan"), accessor=_verb, sort_key="verb"),
        Column("target_type", label=_("Mengenai"), accessor=_kind, sort_key="target_type"), "target_id", "actor",
    )  # fmt: skip
    filterset_class = AuditFilters
    search_fields = ("target_id", "verb", "request_id")
    search_backend_name = None
    ordering = ("-id",)
    list_select_related = True
    inspect_view_enabled = True
    inspect_view_fields = ("at", "actor", "verb", "target_type", "target_id", "data", "request_id")
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(AuditEntry)


class OutboxViewSet(ModelViewSet):
    """Messages on their way. Never their words: a body may be somebody's code to sign in."""

    model = OutboxMessage
    icon = "mail"
    menu_label = _("Pesan keluar")
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


class LoungeGroup(ViewSetGroup):
    """The menu *Usaha*."""

    menu_label = _("Usaha")
    menu_icon = "group"
    menu_order = 100
    items = (BusinessViewSet, AuditViewSet, OutboxViewSet)

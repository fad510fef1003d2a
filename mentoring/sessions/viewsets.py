"""What staff see of sessions: the log of reminders, with a link to send by hand what no machine sends."""

from typing import Any

from django.db.models import CharField, OuterRef, Subquery
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from mentoring.sessions.models import Reminder
from rumah.core.listing import HouseList
from rumah.core.menu import MENTORING
from rumah.core.models import OutboxMessage
from rumah.core.phone import whatsapp_link
from rumah.core.policies import LookOnly

STATES = dict(OutboxMessage.State.choices)


class WhatsAppColumn(Column):
    """A link that opens WhatsApp with the reminder's words; a row that is an e-mail has none."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        """Return the cell with the link as its value."""
        context = super().get_cell_context_data(instance, parent_context)
        context["value"] = ""
        if instance.channel == OutboxMessage.Channel.WHATSAPP:
            url = whatsapp_link(instance.to, instance.text)
            context["value"] = format_html(
                '<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>', url, _("Kirim")
            )
        return context


class ReminderList(HouseList):
    """The log with each session and what became of the message, in one query."""

    def get_base_queryset(self) -> Any:
        """Join what a row shows; the outbox is found by the message's key."""
        state = OutboxMessage.objects.filter(dedupe_key=OuterRef("key")).values("state")[:1]
        rows = super().get_base_queryset().select_related("session__service", "session__business")
        return rows.annotate(delivery=Subquery(state, output_field=CharField()))


class ReminderViewSet(ModelViewSet):
    """Who was reminded of what, by which way, and whether it left the house."""

    model = Reminder
    index_view_class = ReminderList
    icon = "mail"
    menu_label = _("Pengingat sesi")
    list_display = (
        DateColumn("created_at", label=_("Ditulis")),
        Column("service", label=_("Layanan"), accessor="session.service"),
        Column("business", label=_("Usaha"), accessor="session.business"),
        DateColumn("starts_at", label=_("Sesi"), accessor="session.starts_at"),
        Column("kind", label=_("Kapan"), accessor="get_kind_display"),
        Column("side", label=_("Kepada"), accessor="get_side_display"),
        Column("channel", label=_("Lewat")),
        Column("delivery", label=_("Keadaan"), accessor=lambda row: STATES.get(row.delivery, "")),
        WhatsAppColumn("whatsapp", label="WhatsApp"),
    )  # fmt: skip
    list_filter = ("kind", "side", "channel")
    search_fields = ("session__business__name",)
    search_backend_name = None
    ordering = ("-id",)
    copy_view_enabled = False
    menu_hook = MENTORING.hook
    menu_order = 40
    form_fields = ()
    permission_policy = LookOnly(Reminder)

"""Lists of the staff's house: businesses to look after, and the trails that are only to be read."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from products.payments.viewsets import LookOnly
from rumah.core.models import AuditEntry, OutboxMessage
from rumah.lounge.businesses import BusinessViewSet


class AuditViewSet(ModelViewSet):
    """Who did what to which thing."""

    model = AuditEntry
    icon = "history"
    menu_label = _("Jejak audit")
    list_display = ("at", "verb", "target_type", "target_id", "actor")
    list_filter = ("verb", "target_type")
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

"""What staff see of sessions: everything to look at, nothing to touch. Sessions move by their verbs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from mentoring.sessions.models import Session
from rumah.core.listing import HouseList
from rumah.core.menu import MENTORING
from rumah.core.policies import LookOnly

WORDS = {
    "business.name": _("Usaha"), "service.name": _("Layanan"), "mentor.user.name": _("Pendamping"),
    "state": _("Keadaan"), "place": _("Tempat"), "starts_at": _("Mulai"), "ends_at": _("Selesai"),
    "checked_in_at": _("Hadir"),
}  # fmt: skip


class SessionList(HouseList):
    """Sessions with what a row shows, in one query."""

    labels = WORDS

    def get_base_queryset(self) -> Any:
        """Join it; what the owner wrote for the mentor stays between the two."""
        rows = super().get_base_queryset().select_related("service", "business", "mentor__user")
        return rows.defer("note", "before", "business__story")


class SessionViewSet(ModelViewSet):
    """Sessions, the latest first. What needs a person is under *Sesi yang perlu dilihat*."""

    model = Session
    index_view_class = SessionList
    icon = "calendar-alt"
    menu_label = _("Sesi")
    menu_hook = MENTORING.hook
    menu_order = 10
    list_display = (
        Column("business", label=_("Usaha")),
        Column("service", label=_("Layanan")),
        Column("mentor", label=_("Pendamping"), accessor="mentor.user.name"),
        DateColumn("starts_at", label=_("Mulai")),
        Column("state", label=_("Keadaan"), accessor="get_state_display"),
        Column("place", label=_("Tempat"), accessor="get_place_display"),
    )
    list_filter = ("state", "place", "service")
    list_export = (
        "business.name", "service.name", "mentor.user.name", "state", "place", "starts_at", "ends_at", "checked_in_at",
    )  # fmt: skip
    export_filename = "sesi"
    search_fields = ("business__name",)
    search_backend_name = None
    ordering = ("-starts_at", "-id")
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(Session)

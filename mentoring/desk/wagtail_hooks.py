"""Entrances to the staff's house."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mentoring.desk import staff_pages


@hooks.register("register_admin_urls")
def calendar_urls() -> list[Any]:
    """Add the pages of what a changed calendar hits, and of a workshop's participants."""
    return [
        path("sesi-terdampak/", staff_pages.affected_sessions, name="affected"),
        path("sesi-terdampak/<uuid:pk>/", staff_pages.move, name="affected_move"),
        path("sesi-terdampak/lokakarya/<uuid:pk>/", staff_pages.workshop, name="affected_workshop"),
        path("lokakarya/<uuid:pk>/", staff_pages.participants, name="participants"),
        path("lokakarya/<uuid:pk>/batal/", staff_pages.call_workshop_off, name="workshop_call_off"),
    ]


class AffectedItem(MenuItem):
    """The menu's way to the sessions a change hits."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whom the page opens."""
        return bool(request.user.has_perm("mentoring_schedule.change_holiday"))


@hooks.register("register_admin_menu_item")
def affected_item() -> AffectedItem:
    """Add it below the holidays."""
    return AffectedItem(_("Sesi terdampak"), reverse("affected"), icon_name="warning", order=320)

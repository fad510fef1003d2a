"""Entrances to the staff's house."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from mentoring.desk import staff_pages
from rumah.core.menu import MENTORING, PermittedItem


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


@hooks.register(MENTORING.hook)
def affected_item() -> PermittedItem:
    """Add it below the holidays."""
    return PermittedItem(
        _("Sesi terdampak"),
        reverse("affected"),
        icon_name="warning",
        order=25,
        permission="mentoring_schedule.change_holiday",
    )

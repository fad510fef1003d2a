"""Entrances to the staff's house."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mentoring.journal import staff
from rumah.core.menu import PermittedItem


@hooks.register("register_admin_urls")
def journal_urls() -> list[Any]:
    """Add the coordinator's pages."""
    return [
        path("pendampingan/perlu-dilihat/", staff.attend, name="journal_attend"),
        path("pendampingan/jam/", staff.hours, name="journal_hours"),
        path("pendampingan/jam/unduh/", staff.hours_file, name="journal_hours_file"),
    ]


@hooks.register("register_admin_menu_item")
def attend_item() -> MenuItem:
    """Add the list to the menu."""
    return PermittedItem(
        _("Sesi yang perlu dilihat"),
        reverse("journal_attend"),
        name="sesi-perlu",
        icon_name="warning",
        order=330,
        permission=staff.MAY,
    )


@hooks.register("register_admin_menu_item")
def hours_item() -> MenuItem:
    """Add the hours to the menu."""
    return PermittedItem(
        _("Jam pendampingan"), reverse("journal_hours"), name="jam", icon_name="time", order=331, permission=staff.MAY
    )

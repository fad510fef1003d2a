"""Entrances to the staff's house."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from mentoring.journal import attention, staff
from rumah.core.duties import HOOK, Duty
from rumah.core.menu import MENTORING, PermittedItem


@hooks.register(HOOK)
def duties() -> list[Duty]:
    """Sessions that need a coordinator."""
    return [
        Duty(_("Sesi yang perlu dilihat"), "mentoring_results.change_deliverable", _sessions, _list, 60),
    ]


def _sessions() -> list[QuerySet[Any]]:
    return [attention.unmarked(), attention.without_notes(), attention.unhappy()]


def _list() -> str:
    return reverse("journal_attend")


@hooks.register("register_admin_urls")
def journal_urls() -> list[Any]:
    """Add the coordinator's pages."""
    return [
        path("pendampingan/perlu-dilihat/", staff.attend, name="journal_attend"),
        path("pendampingan/jam/", staff.hours, name="journal_hours"),
        path("pendampingan/jam/unduh/", staff.hours_file, name="journal_hours_file"),
    ]


@hooks.register(MENTORING.hook)
def attend_item() -> PermittedItem:
    """Add the list to the menu."""
    return PermittedItem(
        _("Sesi yang perlu dilihat"),
        reverse("journal_attend"),
        name="sesi-perlu",
        icon_name="warning",
        order=20,
        permission=staff.MAY,
    )


@hooks.register(MENTORING.hook)
def hours_item() -> PermittedItem:
    """Add the hours to the menu."""
    return PermittedItem(
        _("Jam pendampingan"), reverse("journal_hours"), name="jam", icon_name="time", order=36, permission=staff.MAY
    )

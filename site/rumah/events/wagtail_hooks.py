"""The list of attendees in the staff's rooms."""

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from rumah.events import staff
from rumah.events.models import EventPage


@hooks.register("register_admin_urls")
def event_urls() -> list[Any]:
    """Add the list and its file."""
    return [
        path("acara/<int:pk>/peserta/", staff.attendees, name="event_attendees"),
        path("acara/<int:pk>/peserta.csv", staff.export, name="event_export"),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def attendees_button(page: Any, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Lead from an event to who comes."""
    if page.specific_class is EventPage and page.permissions_for_user(user).can_edit():
        yield Button(_("Peserta"), reverse("event_attendees", args=[page.pk]), icon_name="group", priority=60)

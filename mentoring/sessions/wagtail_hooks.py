"""Entrances to the staff's house."""

from wagtail import hooks

from mentoring.sessions.staff_lists import SessionViewSet
from mentoring.sessions.viewsets import ReminderViewSet


@hooks.register("register_admin_viewset")
def session_viewsets() -> list[SessionViewSet | ReminderViewSet]:
    """Add the list of sessions and the log of reminders."""
    return [SessionViewSet(), ReminderViewSet()]

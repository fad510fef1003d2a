"""Entrances to the staff's house."""

from wagtail import hooks

from mentoring.sessions.viewsets import ReminderViewSet


@hooks.register("register_admin_viewset")
def reminders_viewset() -> ReminderViewSet:
    """Add the log of reminders."""
    return ReminderViewSet()

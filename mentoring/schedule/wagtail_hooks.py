"""Entrances to the staff's house."""

from wagtail import hooks

from mentoring.schedule.viewsets import HolidayViewSet


@hooks.register("register_admin_viewset")
def holidays_viewset() -> HolidayViewSet:
    """Add the list of holidays."""
    return HolidayViewSet()

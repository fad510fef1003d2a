"""Entrances to the staff's house."""

from wagtail import hooks

from mentoring.schedule.viewsets import HolidayViewSet, WorkshopViewSet


@hooks.register("register_admin_viewset")
def calendar_viewsets() -> list[HolidayViewSet | WorkshopViewSet]:
    """Add the lists of holidays and of workshops."""
    return [HolidayViewSet(), WorkshopViewSet("workshop")]

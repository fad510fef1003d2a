"""Django app configuration."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "mentoring.schedule"
    label = "mentoring_schedule"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from mentoring.schedule.personal_data import declare

        declare()

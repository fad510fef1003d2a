"""Django app configuration."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "mentoring.services"
    label = "mentoring_services"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from mentoring.services.personal_data import declare

        declare()

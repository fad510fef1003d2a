"""Django app configuration."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "rumah.events"
    label = "events"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from rumah.events.personal_data import declare

        declare()

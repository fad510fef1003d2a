"""Django app configuration."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "rumah.content"
    label = "content"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from rumah.content.personal_data import declare

        declare()

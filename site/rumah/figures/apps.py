"""Django app configuration."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "rumah.figures"
    label = "figures"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from rumah.figures.personal_data import declare

        declare()

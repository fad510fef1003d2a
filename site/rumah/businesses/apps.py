"""Django app configuration."""

from django.apps import AppConfig


class BusinessesConfig(AppConfig):
    name = "rumah.businesses"
    label = "businesses"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from rumah.businesses.personal_data import declare

        declare()

"""Django app configuration."""

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    name = "products.readiness"
    label = "readiness"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.readiness.personal_data import declare

        declare()

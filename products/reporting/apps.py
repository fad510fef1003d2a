"""Django app configuration."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "products.reporting"
    label = "reporting"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.reporting.personal_data import declare

        declare()

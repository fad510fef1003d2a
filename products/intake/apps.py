"""Django app configuration."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "products.intake"
    label = "intake"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.intake.personal_data import declare

        declare()

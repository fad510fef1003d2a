"""Django app configuration."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "products.care"
    label = "care"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.care.personal_data import declare

        declare()

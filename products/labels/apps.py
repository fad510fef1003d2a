"""Django app configuration."""

from django.apps import AppConfig


class LabelsConfig(AppConfig):
    name = "products.labels"
    label = "labels"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.labels.personal_data import declare

        declare()

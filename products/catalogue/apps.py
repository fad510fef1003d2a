"""Django app configuration."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "products.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.catalogue.personal_data import declare

        declare()

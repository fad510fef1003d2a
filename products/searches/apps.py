"""Django app configuration."""

from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "products.searches"
    label = "searches"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.searches.personal_data import declare

        declare()

"""Django app configuration."""

from django.apps import AppConfig


class FavouritesConfig(AppConfig):
    name = "products.favourites"
    label = "favourites"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.favourites.personal_data import declare

        declare()

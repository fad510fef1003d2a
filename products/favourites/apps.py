"""Django app configuration."""

from django.apps import AppConfig


class FavouritesConfig(AppConfig):
    name = "products.favourites"
    label = "favourites"

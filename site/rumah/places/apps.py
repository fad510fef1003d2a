"""Django app configuration."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "rumah.places"
    label = "places"

"""Django app configuration."""

from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "products.searches"
    label = "searches"

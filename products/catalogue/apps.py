"""Django app configuration."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "products.catalogue"
    label = "catalogue"

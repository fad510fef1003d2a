"""Django app configuration."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "rumah.registry"
    label = "registry"

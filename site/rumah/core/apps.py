"""Django app configuration."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "rumah.core"
    label = "core"

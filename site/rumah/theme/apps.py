"""Django app configuration."""

from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "rumah.theme"
    label = "theme"

"""Django app configuration."""

from django.apps import AppConfig


class LoungeConfig(AppConfig):
    name = "rumah.lounge"
    label = "lounge"

"""Django app configuration."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "rumah.figures"
    label = "figures"

"""Django app configuration."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "products.intake"
    label = "intake"

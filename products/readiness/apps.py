"""Django app configuration."""

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    name = "products.readiness"
    label = "readiness"

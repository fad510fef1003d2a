"""Django app configuration."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "products.reporting"
    label = "reporting"
